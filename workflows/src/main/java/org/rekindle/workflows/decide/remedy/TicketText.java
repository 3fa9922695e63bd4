// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.decide.remedy;

import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.rekindle.workflows.decide.text.Sentences;
import org.rekindle.workflows.decide.text.Text;
import org.rekindle.workflows.model.observation.CloudCluster;
import org.rekindle.workflows.model.observation.Observation;
import org.rekindle.workflows.model.plan.Cause;
import org.rekindle.workflows.model.plan.Diagnosis;

/** Writes the ticket to the operators of the cloud: what they need to find the cluster, what was seen, and what is asked of them. */
public final class TicketText {

    private TicketText() {}

    /** Plain text, ready to be sent. */
    public static String of(CloudCluster cloud, Observation seen, Diagnosis diagnosis) {
        return String.join(
                "\n",
                List.of(
                        "Subject: Magnum cluster " + cloud.identity().name() + " ("
                                + cloud.identity().uuid() + ")",
                        "",
                        "Our cluster " + cloud.identity().name() + ", UUID "
                                + cloud.identity().uuid() + ", Cluster API name "
                                + cloud.identity().stackId() + ", created "
                                + cloud.identity().createdAt() + ", is in "
                                + cloud.status() + age(cloud, seen) + ".",
                        reason(cloud),
                        "",
                        Sentences.of(diagnosis),
                        diagnosis.facts().stream().map(fact -> "- " + fact).collect(Collectors.joining("\n")),
                        "",
                        "Could you please " + request(diagnosis, cloud),
                        ""));
    }

    private static String reason(CloudCluster cloud) {
        if (cloud.statusReason() == null) {
            return "Magnum gives no reason.";
        }
        return "Magnum's reason: " + cloud.statusReason();
    }

    private static String age(CloudCluster cloud, Observation seen) {
        if (cloud.updatedAt() == null) {
            return "";
        }
        return " since " + cloud.updatedAt() + " (" + Text.of(Duration.between(cloud.updatedAt(), seen.at())) + ")";
    }

    private static String request(Diagnosis diagnosis, CloudCluster cloud) {
        if (diagnosis.cause() == Cause.WRONG_AUTHORITY) {
            return "put the references of the certificate authorities in Magnum's books back to those of the secrets "
                    + cloud.identity().stackId() + "-ca, -etcd, -proxy and -sa in the management cluster?";
        }
        return "look at the conditions of the Cluster API objects of "
                + cloud.identity().stackId()
                + " and at the last Helm release of that name (helm history, helm rollback), and put Magnum's state right?";
    }
}
