// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.openstack.doctor;

import io.temporal.failure.ApplicationFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.rekindle.activities.openstack.CloudService;
import org.rekindle.activities.openstack.client.OpenStackSession;
import org.rekindle.activities.openstack.client.ServiceCall;

/** Whether the catalogue leads to the services that a recovery talks to, and whether they answer. */
final class ServicesCheckup {

    private final OpenStackSession session;
    private final Findings findings;
    private final Consumer<String> progress;
    private final List<String> answering = new ArrayList<>();

    /** @param progress is given each service before it is asked */
    ServicesCheckup(OpenStackSession session, Findings findings, Consumer<String> progress) {
        this.session = session;
        this.progress = progress;
        this.findings = findings;
    }

    /** Asks each service something small. Magnum is looked at more closely elsewhere. */
    void all() {
        needed(CloudService.COMPUTE, "/flavors", "It runs the machines.");
        needed(CloudService.IMAGE, "/images", "The image of a template names its Kubernetes version.");
        needed(CloudService.NETWORK, "/networks", "The machines use its networks.");
        needed(
                CloudService.VOLUME,
                "/volumes",
                "Without it Rekindle does not know which volumes would go with a cluster, so none is deleted.");
        wished(CloudService.LOAD_BALANCER, "/lbaas/loadbalancers", "load balancers");
        wished(CloudService.DNS, "/zones", "DNS records");
        if (!answering.isEmpty()) {
            findings.ok("services", "These services around Magnum answer: " + String.join(", ", answering) + ".");
        }
    }

    private void needed(CloudService service, String path, String why) {
        boolean answers = findings.look(
                service.label(),
                why + " Fix its catalogue entry or the roles, or ask the cloud's operators with the request id.",
                () -> ask(service, path));
        if (answers) {
            answering.add(service.label());
        }
    }

    private void wished(CloudService service, String path, String what) {
        try {
            ask(service, path);
            answering.add(service.label());
        } catch (ApplicationFailure failure) {
            findings.note(
                    service.label(),
                    findings.once(failure.getOriginalMessage()),
                    "A recovery works without, but left-over " + what + " are not seen. Some clouds want a role of its"
                            + " own for it, such as load-balancer_member.");
        }
    }

    private void ask(CloudService service, String path) {
        progress.accept(service.label());
        session.send(ServiceCall.get(service, path).withQuery("limit", "1")).required();
    }
}
