// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.rekindle.lab.cloud.http.JsonFields;
import org.rekindle.lab.cloud.simulated.SimulatedOpenStack;

/** Holds the simulated Magnum against what a real one was seen to answer. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RecordingsContractTest {

    private static final Path PAGE = Path.of("../docs/openstack.md");

    private final Coverage coverage = Coverage.read();
    private final Map<String, Player> players = new HashMap<>();

    @AfterAll
    void close() {
        players.values().forEach(Player::close);
    }

    @Test
    void everyRecordingIsAccountedForOnce() {
        assertThat(coverage.mentioned()).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(Recording.all());
    }

    @Test
    void mostRecordingsAreCompared() {
        assertThat(Recording.all().stream().filter(coverage::compares)).hasSizeGreaterThan(200);
    }

    /** With {@code -Drekindle.docs=write} that part is written instead, which is what {@code make docs} does. */
    @Test
    void thePageTellsOfEachRecording() throws IOException {
        String page = Files.readString(PAGE);
        int mark = page.indexOf(RecordingsPage.MARK);
        assertThat(mark).as("the mark in docs/openstack.md").isPositive();
        String made = RecordingsPage.of(coverage, Recording.index());
        if ("write".equals(System.getProperty("rekindle.docs"))) {
            Files.writeString(PAGE, page.substring(0, mark) + made);
            page = Files.readString(PAGE);
        }

        assertThat(page.substring(mark))
                .as("docs/openstack.md; `make docs` writes it")
                .isEqualTo(made);
    }

    @TestFactory
    Stream<DynamicNode> recordingsAreAnsweredAlike() {
        return coverage.sessions().entrySet().stream()
                .map(session -> DynamicContainer.dynamicContainer(
                        session.getKey(),
                        Recording.all().stream()
                                .filter(session.getValue()::contains)
                                .filter(file -> !coverage.skipped().containsKey(file))
                                .map(file -> DynamicTest.dynamicTest(
                                        file, () -> player(session.getKey()).play(Recording.read(file))))));
    }

    private Player player(String session) throws Exception {
        Player player = players.get(session);
        if (player == null) {
            player = start(session);
            players.put(session, player);
        }
        return player;
    }

    private Player start(String session) throws Exception {
        RecordingMachines machines = new RecordingMachines();
        SimulatedOpenStack cloud = new SimulatedOpenStack(
                RecordedFixtures.of(session), machines, LabClock.fasterBy(1), CloudFaults.none());
        Map<String, String> tokens = new HashMap<>();
        for (String user : List.of("operator", "viewer", "other", "admin")) {
            tokens.put(
                    user, Login.password(cloud, user, RecordedFixtures.PASSWORD).token());
        }
        tokens.put(
                "appcred",
                Login.credential(cloud, "restricted-credential", "recorded-secret")
                        .token());
        Player player = new Player(coverage, cloud, machines, tokens);
        if (session.equals("restricted")) {
            player.learn("d210e1a8-f46e-4201-b50c-2ece02ef2872", createFirstCluster(cloud));
        }
        return player;
    }

    /** The cluster that was there when this session was recorded. */
    private static String createFirstCluster(SimulatedOpenStack cloud) throws Exception {
        Login operator = Login.password(cloud, "operator", RecordedFixtures.PASSWORD);
        JsonFields body = new JsonFields()
                .with("name", "smoke1")
                .with("cluster_template_id", "smoke")
                .with("node_count", 2);
        String uuid = operator.magnum("POST", "/v1/clusters", body).uuid();
        Awaitility.await().atMost(Duration.ofSeconds(20)).until(cloud::idle);
        return uuid;
    }
}
