// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.openstack.quota;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rekindle.activities.openstack.client.Clouds;
import org.rekindle.activities.openstack.client.OpenStackSession;

/** Shows the quotas of a project: Magnum's, Nova's, Cinder's, Neutron's and Octavia's. It only looks. */
public final class CloudQuotas {

    private final Clouds clouds;

    /** The quotas of these clouds. */
    public CloudQuotas(Clouds clouds) {
        this.clouds = clouds;
    }

    /**
     * What was reported.
     *
     * @param notReported services that did not show, each with the reason
     */
    public record Quotas(List<Line> lines, List<String> notReported) {}

    /**
     * One resource.
     *
     * @param resource with its unit, such as {@code MiB of RAM}
     * @param limit null for none
     */
    public record Line(String resource, @Nullable Integer limit, int used) {}

    /**
     * Asks each service of a cloud.
     *
     * @param cloud the entry of {@code clouds.yaml}
     * @throws io.temporal.failure.ApplicationFailure when one cannot log in
     */
    public Quotas look(String cloud) {
        OpenStackSession session = clouds.of(cloud);
        String project = projectOf(session);
        List<String> notReported = new ArrayList<>();
        QuotaHeadroom room = new QuotaReader(
                        session,
                        project,
                        (service, failure) -> notReported.add(service.label() + ": " + failure.getOriginalMessage()))
                .room();
        List<Line> lines = room.all().entrySet().stream()
                .map(entry -> new Line(
                        entry.getKey().label(),
                        entry.getValue().isLimited() ? entry.getValue().limit() : null,
                        entry.getValue().used()))
                .toList();
        return new Quotas(lines, List.copyOf(notReported));
    }

    /** The project of the user who is logged in. */
    static String projectOf(OpenStackSession session) {
        return session.ownToken()
                .required()
                .body()
                .path("token")
                .path("project")
                .path("id")
                .asText();
    }
}
