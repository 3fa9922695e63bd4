// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.decide.diagnosis;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.rekindle.workflows.model.Diagnosis;
import org.rekindle.workflows.model.Observation;

/**
 * Decides what is the matter with a cluster from one observation, and which certificate is the trouble. Only what was seen of
 * certificates leads to a condition that may end in a teardown: Magnum's API knows nothing of expiry, and its health lags behind.
 *
 * <p>The first suspicion that holds is the diagnosis. Those that make every other one worthless come first, then what has ended,
 * then what will end, then what is no matter of certificates.
 */
public final class Diagnose {

    private static final List<Suspicion> IN_ORDER = List.of(
            new EndedInSilence(),
            new NoCertificate(),
            new ServersDiffer(),
            new LooksDiffer(),
            new ClocksDiffer(),
            new NotYetValid(),
            new AuthorityEnded(),
            new AuthorityRotated(),
            new AnswersThoughEnded(),
            new NotRestarted(),
            new ServedEnded(),
            new OneServesEnded(),
            new Ended(Ending.ETCD),
            new Ended(Ending.KUBELET),
            new Ended(Ending.API_SERVER),
            new OtherAuthority(),
            new ClientRefused(),
            new Ended(Ending.CONTROLLER_MANAGER),
            new Ended(Ending.SCHEDULER),
            new Ended(Ending.FRONT_PROXY),
            new Ended(Ending.ADMINISTRATOR),
            new FrontProxyAuthorityEnded(),
            new Expiring(),
            new CredentialGone(),
            new EtcdSilent(),
            new KubeletsSilent(),
            new OtherTrouble(),
            new AllIsWell());

    private Diagnose() {}

    /**
     * The diagnosis.
     *
     * @param renewBefore how long before its end a certificate counts as expiring
     */
    public static Diagnosis from(Observation seen, Duration renewBefore) {
        Case looked = new Case(seen, renewBefore);
        return IN_ORDER.stream()
                .map(suspicion -> suspicion.about(looked))
                .flatMap(Optional::stream)
                .findFirst()
                .orElseThrow();
    }
}
