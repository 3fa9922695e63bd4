// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.openstack.doctor;

import java.time.Clock;
import java.util.List;
import java.util.function.Consumer;
import org.rekindle.activities.openstack.CloudService;
import org.rekindle.activities.openstack.client.Clouds;
import org.rekindle.activities.openstack.client.OpenStackSession;
import org.rekindle.workflows.model.fleet.ClusterProfile;

/**
 * Looks at a real cloud and says in sentences what would stop a recovery there, each with its cure.
 *
 * <p>It sends nothing but GET requests, apart from the login itself, and keeps nothing. It looks from the outside in: the
 * login, the services of the catalogue, Magnum, then for each cluster its volumes, its templates, its shape and the quota.
 */
public final class CloudDoctor {

    private final Clouds clouds;
    private final Clock clock;

    /** A doctor for these clouds. */
    public CloudDoctor(Clouds clouds, Clock clock) {
        this.clouds = clouds;
        this.clock = clock;
    }

    /**
     * Examines a cloud.
     *
     * @param cloud the entry of {@code clouds.yaml}
     * @param clusters the fleet's clusters there; may be empty
     * @return what was found, in the order in which it was looked at; never empty
     */
    public List<CloudFinding> examine(String cloud, List<ClusterProfile> clusters) {
        return examine(cloud, clusters, step -> {});
    }

    /**
     * The same, and says before each step what is asked: a cloud that does not answer takes its time.
     *
     * @param progress is given a few words, such as {@code Nova}
     */
    public List<CloudFinding> examine(String cloud, List<ClusterProfile> clusters, Consumer<String> progress) {
        Findings findings = new Findings();
        progress.accept("Keystone");
        LoginCheckup login = new LoginCheckup(findings, clock);
        boolean isIn = findings.look(
                "login", "Fix this first; nothing else can be looked at without it.", () -> login.at(clouds.of(cloud)));
        if (!isIn) {
            return findings.all();
        }
        OpenStackSession session = clouds.of(cloud);
        new ServicesCheckup(session, findings, progress).all();
        progress.accept(CloudService.MAGNUM.label());
        boolean hasMagnum = findings.look(
                "magnum",
                "Without Magnum there is nothing to recover: fix what the sentence names, or ask the cloud's operators"
                        + " with the request id.",
                () -> new MagnumCheckup(session, findings).look(clusters));
        if (hasMagnum) {
            progress.accept(clusters.isEmpty() ? "the templates" : "the quotas and the fleet's clusters");
            new FleetCheckup(session, login.projectId(), findings).all(clusters);
        }
        return findings.all();
    }

    /** Whether a recovery could work, as far as can be seen. */
    public static boolean isFit(List<CloudFinding> findings) {
        return findings.stream().noneMatch(finding -> finding.status() == CloudFinding.Status.STOPS);
    }
}
