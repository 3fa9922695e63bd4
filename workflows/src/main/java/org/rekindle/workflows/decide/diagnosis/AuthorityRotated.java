// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.decide.diagnosis;

import java.util.List;
import java.util.Optional;
import org.rekindle.workflows.model.Certainty;
import org.rekindle.workflows.model.Condition;
import org.rekindle.workflows.model.Culprit;
import org.rekindle.workflows.model.Diagnosis;
import org.rekindle.workflows.model.OtherAuthority;

/**
 * Magnum's books hold another authority than the one that has signed the served certificate, and both have the same name, as
 * {@code openstack coe ca rotate} leaves them: the keys tell them apart. The cluster is its own all the same, and what has expired
 * there no upgrade renews, since the controllers use the authority of the books.
 */
final class AuthorityRotated implements Suspicion {

    @Override
    public Optional<Diagnosis> about(Case looked) {
        OtherAuthority other = looked.seen().api().otherAuthority();
        boolean settled = looked.onDisk()
                .anyMatch(each -> each.name().equals(OutOfDate.API_SERVER) && looked.hasEnded(each.notAfter()));
        boolean ended = looked.hasEnded(looked.served().notAfter());
        if (other == null || !other.sameName() || (ended && settled)) {
            return Optional.empty();
        }
        return Optional.of(looked.ofServed(
                Condition.BROKEN_OTHERWISE,
                "Magnum's books hold another authority (key " + String.join(", ", other.named())
                        + ") than the one that has signed the served certificate ("
                        + (other.key() == null ? "its key is not told" : "key " + other.key())
                        + "), and both have the name " + other.issuer()
                        + ": the authority was rotated in Magnum's books and not in the cluster. Magnum's kubeconfigs are"
                        + " of no use any more, and an upgrade would break the cluster. The served certificate "
                        + (ended ? "expired at " : "is valid until ")
                        + looked.served().notAfter() + ".",
                Culprit.WRONG_AUTHORITY,
                Certainty.CERTAIN,
                List.of(
                        "Who ran `openstack coe ca rotate`, and when: `openstack coe cluster show` tells the last change.",
                        "The authority in an older kubeconfig of the cluster, beside the one that Magnum hands out now:"
                                + " `openssl x509 -noout -ext subjectKeyIdentifier`.")));
    }
}
