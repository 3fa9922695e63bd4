// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import io.temporal.api.common.v1.Payload;
import io.temporal.api.common.v1.Payloads;
import io.temporal.api.history.v1.ActivityTaskCompletedEventAttributes;
import io.temporal.api.history.v1.History;
import io.temporal.api.history.v1.HistoryEvent;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SecretHuntTest {

    private static final String TOKEN = "gAAAAA-a-token-of-keystone";
    private static final String PASSWORD = "lab-password-of-the-operator";

    @TempDir
    private Path folder;

    private SecretHunt hunt;

    @BeforeEach
    void knowTheSecrets() throws IOException {
        Path store = Files.createDirectories(folder.resolve("state/secrets/cluster"));
        String key = Base64.getEncoder()
                .encodeToString("-----BEGIN KEY-----\nbGluZS1vZi1hLWtleQ\n-----END KEY-----\n"
                        .getBytes(StandardCharsets.US_ASCII));
        Files.writeString(store.resolve("kubeconfig"), "users: [{user: {client-key-data: " + key + "}}]\n");
        hunt = new SecretHunt(
                Scenarios.find("incident").world(),
                Map.of("Keystone token 1", TOKEN, "the token of user ann", "users-own-token"),
                folder.resolve("state/secrets"));
    }

    @Test
    void findsWhatTheHouseHandedOutInAText() {
        assertThat(hunt.inText("the worker's metrics", "calls{token=\"" + TOKEN + "\",user=\"users-own-token\"} 1"))
                .containsExactlyInAnyOrder(
                        "Keystone token 1 is in the worker's metrics.",
                        "the token of user ann is in the worker's metrics.");
        assertThat(hunt.inText("the worker's metrics", "calls{token=\"gAAAAA\"} 1"))
                .isEmpty();
    }

    @Test
    void findsThemInAFile() throws IOException {
        Path log = Files.writeString(folder.resolve("temporal.log"), "x" + PASSWORD + "\nbGluZS1vZi1hLWtleQ\n");

        assertThat(hunt.inFile(log))
                .containsExactly(
                        "the password of operator is in temporal.log.",
                        "a line of the key in kubeconfig is in temporal.log.");
    }

    @Test
    void findsWhatWasRescued() throws IOException {
        Path store = Files.createDirectories(folder.resolve("other/rescue"));
        Files.writeString(
                store.resolve("old"),
                "{\"items\": [{\"metadata\": {\"name\": \"hub\"}, \"data\": {\"cookie\": \"b2xkLWNvb2tpZXM=\"}}]}");
        SecretHunt rescued = new SecretHunt(Scenarios.find("incident").world(), Map.of(), folder.resolve("other"));

        assertThat(rescued.inText("worker.log", "old-cookies"))
                .containsExactly("cookie of Secret hub in old is in worker.log.");
        assertThat(rescued.inText("worker.log", "b2xkLWNvb2tpZXM="))
                .containsExactly("cookie of Secret hub in old, in base64 is in worker.log.");
    }

    @Test
    void findsWhatALogInJsonHasEscaped() throws IOException {
        SecretHunt slashes = new SecretHunt(Scenarios.find("incident").world(), Map.of("a key", "ab/cd/ef"), folder);

        assertThat(slashes.inText("worker.log", "{\"message\":\"took ab\\/cd\\/ef\"}"))
                .containsExactly("a key is in worker.log.");
    }

    @Test
    void findsThemInEveryReportAndLeavesTheSecretStoreOut() throws IOException {
        Path reports = Files.createDirectories(folder.resolve("state/reports/binder"));
        Files.writeString(reports.resolve("one.md"), "All is well.\n");
        Files.writeString(reports.resolve("two.md"), "Signed in with " + TOKEN + ".\n");

        assertThat(hunt.inFolder(folder.resolve("state"), folder.resolve("state/secrets")))
                .containsExactly("Keystone token 1 is in reports/binder/two.md.");
    }

    @Test
    void aFolderThatTheRunNeverMadeHoldsNothing() throws IOException {
        assertThat(hunt.inFolder(folder.resolve("absent"), folder.resolve("state/secrets")))
                .isEmpty();
    }

    @Test
    void findsThemInThePayloadsOfHistories() {
        Payload payload = Payload.newBuilder()
                .setData(ByteString.copyFromUtf8("{\"detail\":\"" + TOKEN + "\"}"))
                .build();
        HistoryEvent leaking = HistoryEvent.newBuilder()
                .setActivityTaskCompletedEventAttributes(ActivityTaskCompletedEventAttributes.newBuilder()
                        .setResult(Payloads.newBuilder().addPayloads(payload)))
                .build();

        assertThat(hunt.inHistories(Map.of(
                        "recover/binder",
                        History.getDefaultInstance(),
                        "survey/one",
                        History.newBuilder().addEvents(leaking).build())))
                .containsExactly("Keystone token 1 is in the history of survey/one.");
    }

    @Test
    void anEmptySecretIsAFaultOfTheLab() {
        assertThatThrownBy(() -> new SecretHunt(Scenarios.find("incident").world(), Map.of("a token", ""), folder))
                .hasMessageContaining("a token");
    }
}
