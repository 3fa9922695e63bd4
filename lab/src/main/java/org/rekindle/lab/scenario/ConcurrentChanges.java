// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.rekindle.lab.cloud.CloudFixture;
import org.rekindle.lab.cloud.http.CloudSession;
import org.rekindle.workflows.model.run.RecoveryView;

/** Changes that another person makes while a run waits. Requests go to Magnum as those of any client. */
final class ConcurrentChanges {

    private static final Map<String, String> NEWEST = Map.of("OpenStack-API-Version", "container-infra 1.14");

    private final Deque<Scenario.Change> changes;
    private final CloudFixture.User user;
    private final String project;
    private final Testbed cloud;
    private final Path fleetFile;
    private final Talk talk;

    /** @param fleetFile which its owner may change */
    ConcurrentChanges(Scenario scenario, Testbed cloud, Path fleetFile, Talk talk) {
        this.changes = new ArrayDeque<>(scenario.meanwhile());
        this.user = scenario.world().users().get(0);
        this.project = scenario.world().projects().get(0).name();
        this.cloud = cloud;
        this.fleetFile = fleetFile;
        this.talk = talk;
    }

    /**
     * Makes the next change if its time has come; whether it did, after which the cloud needs a moment.
     *
     * @param approvals how many the run has taken so far
     */
    boolean happens(RecoveryView view, int approvals) throws IOException {
        Scenario.Change next = changes.peek();
        if (next == null || view.phase() != next.phase() || view.waitingFor() == null || approvals < next.approvals()) {
            return false;
        }
        changes.remove();
        String call = next.call();
        if (call == null) {
            remove(Objects.requireNonNull(next.removePerson()));
        } else {
            send(call, next.body());
        }
        return true;
    }

    private void send(String call, @Nullable ObjectNode body) {
        String[] parts = call.split(" ", 2);
        CloudSession.Answer answer = CloudSession.login(cloud.identityUrl(), user.name(), user.password(), project)
                .send(parts[0], cloud.magnumUrl() + "/v1" + parts[1], NEWEST, body);
        if (answer.status() >= 400) {
            throw new ScenarioFault(
                    "meanwhile: " + call + " was answered with " + answer.status() + ": " + answer.body());
        }
        talk.say("Meanwhile another user: " + call + " (" + answer.status() + ")");
    }

    /** Written beside it and moved, as an editor does: the worker must never read half a file. */
    private void remove(String person) throws IOException {
        YAMLMapper yaml = new YAMLMapper();
        JsonNode fleet = yaml.readTree(fleetFile.toFile());
        ArrayNode people = (ArrayNode) fleet.path("people");
        for (int i = people.size() - 1; i >= 0; i--) {
            if (people.get(i).path("name").asText().equals(person)) {
                people.remove(i);
            }
        }
        Path edited = fleetFile.resolveSibling("fleet.yaml.new");
        yaml.writeValue(edited.toFile(), fleet);
        Files.move(edited, fleetFile, StandardCopyOption.ATOMIC_MOVE);
        talk.say("Meanwhile the owner of the fleet file takes " + person + " out of it.");
    }

    /** What has not come to pass, so that the scenario did not show what it is for; null when all has. */
    @Nullable
    String missed() {
        if (changes.isEmpty()) {
            return null;
        }
        return "Meanwhile " + changes.element().what() + " was to happen in phase "
                + changes.element().phase() + ", which never came.";
    }
}
