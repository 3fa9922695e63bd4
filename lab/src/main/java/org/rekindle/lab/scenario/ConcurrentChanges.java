// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.scenario;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.rekindle.lab.cloud.CloudFixture;
import org.rekindle.lab.cloud.http.CloudSession;
import org.rekindle.workflows.model.run.RecoveryView;

/** Changes that another user of the project makes while a run waits. Their requests go to Magnum as those of any client. */
final class ConcurrentChanges {

    private static final Map<String, String> NEWEST = Map.of("OpenStack-API-Version", "container-infra 1.14");

    private final Deque<Scenario.Change> changes;
    private final CloudFixture.User user;
    private final String project;
    private final Testbed cloud;
    private final Talk talk;

    ConcurrentChanges(Scenario scenario, Testbed cloud, Talk talk) {
        this.changes = new ArrayDeque<>(scenario.meanwhile());
        this.user = scenario.world().users().get(0);
        this.project = scenario.world().projects().get(0).name();
        this.cloud = cloud;
        this.talk = talk;
    }

    /** Makes the next change if its phase has come; whether it did, after which the cloud needs a moment. */
    boolean happens(RecoveryView view) {
        Scenario.Change next = changes.peek();
        if (next == null || view.phase() != next.phase() || view.waitingFor() == null) {
            return false;
        }
        changes.remove();
        String[] call = next.call().split(" ", 2);
        CloudSession.Answer answer = CloudSession.login(cloud.identityUrl(), user.name(), user.password(), project)
                .send(call[0], cloud.magnumUrl() + "/v1" + call[1], NEWEST, next.body());
        if (answer.status() >= 400) {
            throw new ScenarioFault(
                    "meanwhile: " + next.call() + " was answered with " + answer.status() + ": " + answer.body());
        }
        talk.say("Meanwhile another user: " + next.call() + " (" + answer.status() + ")");
        return true;
    }

    /** What has not come to pass, so that the scenario did not show what it is for; null when all has. */
    @Nullable
    String missed() {
        if (changes.isEmpty()) {
            return null;
        }
        return "Meanwhile " + changes.element().call() + " was to happen in phase "
                + changes.element().phase() + ", which never came.";
    }
}
