// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.decide.diagnosis;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.rekindle.workflows.model.observation.Observation;
import org.rekindle.workflows.model.plan.Diagnosis;

/**
 * Decides what is the matter with a cluster from one observation, and which certificate is the trouble. Only what was seen of
 * certificates leads to a condition that may end in a teardown: Magnum's API knows nothing of expiry, and its health lags behind.
 *
 * <p>The first rule that holds is the diagnosis. Those that make every other one worthless come first, then what has expired,
 * then what will end, then what is no matter of certificates.
 */
public final class Diagnose {

    private static final List<DiagnosisRule> IN_ORDER = List.of(
            new ExpiredAndSilentRule(),
            new NoCertificateRule(),
            new ServersDifferRule(),
            new SecondLookDiffersRule(),
            new ClocksDifferRule(),
            new NotYetValidRule(),
            new AuthorityExpiredRule(),
            new AuthorityRotatedRule(),
            new AnswersThoughExpiredRule(),
            new NotRestartedRule(),
            new ServedExpiredRule(),
            new OneServerExpiredRule(),
            new FileExpiredRule(CertificateFile.ETCD),
            new FileExpiredRule(CertificateFile.KUBELET),
            new FileExpiredRule(CertificateFile.API_SERVER),
            new OtherAuthorityRule(),
            new ClientRefusedRule(),
            new FileExpiredRule(CertificateFile.CONTROLLER_MANAGER),
            new FileExpiredRule(CertificateFile.SCHEDULER),
            new FileExpiredRule(CertificateFile.FRONT_PROXY),
            new FileExpiredRule(CertificateFile.ADMINISTRATOR),
            new FrontProxyAuthorityExpiredRule(),
            new ExpiringRule(),
            new CredentialMissingRule(),
            new EtcdSilentRule(),
            new KubeletsSilentRule(),
            new OtherTroubleRule(),
            new HealthyRule());

    private Diagnose() {}

    /**
     * The diagnosis.
     *
     * @param renewBefore how long before its end a certificate is expiring
     */
    public static Diagnosis from(Observation seen, Duration renewBefore) {
        DiagnosisInput input = new DiagnosisInput(seen, renewBefore);
        return IN_ORDER.stream()
                .map(rule -> rule.about(input))
                .flatMap(Optional::stream)
                .findFirst()
                .orElseThrow();
    }
}
