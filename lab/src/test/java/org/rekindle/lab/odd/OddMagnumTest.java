// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.odd;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.temporal.failure.ApplicationFailure;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.rekindle.activities.approval.ApprovalRules;
import org.rekindle.activities.openstack.client.CloudSessions;
import org.rekindle.activities.openstack.doctor.CloudDoctor;
import org.rekindle.activities.openstack.magnum.OpenStackMagnumActivities;
import org.rekindle.workflows.api.MagnumActivities.CloudSighting;
import org.rekindle.workflows.api.MagnumActivities.CloudTarget;
import org.rekindle.workflows.model.fleet.ClusterInCloud;
import org.rekindle.workflows.model.fleet.ClusterProfile;
import org.rekindle.workflows.model.fleet.Verification;
import org.rekindle.workflows.model.observation.CloudCluster;
import org.rekindle.workflows.model.policy.ApprovalPolicy;
import org.rekindle.workflows.model.policy.Deadlines;
import org.rekindle.workflows.model.policy.Policy;
import org.rekindle.workflows.model.policy.RebuildPolicy;
import org.rekindle.workflows.model.policy.TeardownLimits;
import org.rekindle.workflows.model.policy.TemplatePolicy;
import org.rekindle.workflows.model.policy.UpgradePolicy;

/** Magnum's answers, of which each value is odd. */
@Timeout(180)
final class OddMagnumTest {

    private static final String CLUSTERS = "/v1/clusters";
    private static final String CLUSTER = CLUSTERS + "/" + OddCloud.UUID;

    @TempDir
    private Path folder;

    @Test
    void everyOddValueOfTheListIsPassedOverOrSaid() throws IOException {
        try (OddCloud cloud = new OddCloud()) {
            eachOdd(cloud, CLUSTERS, "pythia", (what, seen) -> {
                if (what.startsWith("/clusters/1")) {
                    // What is odd of another cluster hides not ours.
                    assertThat(seen).as(what).isNotNull();
                }
            });
        }
    }

    /** The cluster in question is read, or it is a fault: it must not pass for one that is gone. */
    @Test
    void everyOddValueOfTheClusterInQuestionIsReadOrSaid() throws IOException {
        for (Map.Entry<String, String> path : Map.of(
                        CLUSTER,
                        OddCloud.UUID,
                        CLUSTER + "/nodegroups",
                        OddCloud.UUID,
                        CLUSTER + "/nodegroups/ng-more",
                        OddCloud.UUID)
                .entrySet()) {
            try (OddCloud cloud = new OddCloud()) {
                assertThat(activities(cloud.sessions(folder))
                                .observe(new CloudTarget(pythia(path.getValue()), null))
                                .cluster())
                        .isNotNull();
                eachOdd(cloud, path.getKey(), path.getValue(), (what, seen) -> {
                    if (seen != null) {
                        assertThat(seen.identity().uuid().value()).as(what).isEqualTo(OddCloud.UUID);
                        assertThat(seen.status().raw()).as(what).isNotBlank();
                        assertThat(seen.shape().masterCount()).as(what).isEqualTo(1);
                    }
                });
            }
        }
    }

    @Test
    void everyOddValueOfATemplateIsPassedOverOrSaid() throws IOException {
        try (OddCloud cloud = new OddCloud()) {
            eachOdd(
                    cloud,
                    "/v1/clustertemplates",
                    "pythia",
                    (what, seen) -> assertThat(seen).as(what).isNotNull());
        }
    }

    private interface Seen {
        void check(String what, @Nullable CloudCluster cluster);
    }

    private void eachOdd(OddCloud cloud, String path, String magnum, Seen seen) throws IOException {
        JsonNode good = cloud.get(path);
        CloudSessions sessions = cloud.sessions(folder);
        for (OddValues.Odd odd : OddValues.of(good)) {
            cloud.put(path, odd.document());
            String what = path + " " + odd.what();
            OpenStackMagnumActivities activities = activities(sessions);
            CloudSighting sighting = said(what, () -> activities.observe(new CloudTarget(pythia(magnum), null)));
            if (sighting != null && sighting.cluster() == null) {
                OddSentences.check(what, sighting.detail());
            }
            seen.check(odd.what(), sighting == null ? null : sighting.cluster());
            said(what, () -> activities.listTemplates(pythia(magnum)));
            new CloudDoctor(sessions, Clock.systemUTC())
                    .examine("js2", List.of(profile(magnum)))
                    .forEach(finding -> OddSentences.check(what, finding.sentence()));
        }
        cloud.put(path, good);
    }

    /** What came of it; null when it was a failure, whose sentence is checked. Anything else ends the test. */
    private static <T> @Nullable T said(String what, Callable<T> question) {
        try {
            return question.call();
        } catch (ApplicationFailure failure) {
            OddSentences.check(what, failure.getOriginalMessage());
            return null;
        } catch (Exception unexpected) {
            throw new AssertionError(what, unexpected);
        }
    }

    private static OpenStackMagnumActivities activities(CloudSessions sessions) {
        return new OpenStackMagnumActivities(sessions, Clock.systemUTC(), Duration.ofSeconds(3), ApprovalRules.NOBODY);
    }

    private static ClusterInCloud pythia(String magnum) {
        return new ClusterInCloud("pythia", "js2", magnum);
    }

    private static ClusterProfile profile(String magnum) {
        Duration hour = Duration.ofHours(1);
        return new ClusterProfile(
                "pythia",
                "js2",
                magnum,
                null,
                List.of("1.33"),
                List.of(),
                List.of(),
                Verification.of(key -> null),
                new Policy(
                        UpgradePolicy.WHEN_VIABLE,
                        TemplatePolicy.FITTING,
                        new ApprovalPolicy(false, List.of(), hour, 1, false, null),
                        new Deadlines(hour, hour, hour, hour, hour, hour, hour),
                        List.of(),
                        hour,
                        hour,
                        true,
                        RebuildPolicy.AFTER_TEARDOWN),
                List.of(),
                null,
                null,
                TeardownLimits.USUAL,
                null,
                null);
    }
}
