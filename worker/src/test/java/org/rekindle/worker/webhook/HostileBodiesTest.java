// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.rekindle.worker.webhook.ReceiverServer.SECRET;
import static org.rekindle.worker.webhook.ReceiverServer.hex;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rekindle.worker.runs.FakeRecoveries;

/** Whatever is posted to a receiver that checks a signature, nothing of it is passed on before the signature is right. */
@Timeout(120)
final class HostileBodiesTest {

    private static final String SIGNATURE = "X-Signature";
    private static final String GOOD = "{\"cluster\":\"pythia\",\"id\":\"7\"}";

    @TempDir
    Path folder;

    private final FakeRecoveries recoveries = new FakeRecoveries();

    @SuppressWarnings("NullAway.Init")
    private ReceiverServer server;

    @BeforeEach
    void listen() throws Exception {
        server = ReceiverServer.start(folder, recoveries, Clock.systemUTC(), """
                    signed:
                      shape: json
                      auth: {hmac: {secretFiles: [one.secret], header: X-Signature}}
                      at: {cluster: /cluster, id: /id, summary: /summary}
                    group:
                      shape: alertmanager
                      auth: {hmac: {secretFiles: [one.secret], header: X-Signature}}
                    token:
                      shape: json
                      auth: {bearer: {tokenFiles: [one.secret]}}
                      at: {cluster: /cluster}
                """);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "00", "zz", "0", ",,,,", "=", "SECRET"})
    void aForgedSignatureStartsNothing(String signature) throws Exception {
        HttpResponse<String> answer = server.post("signed", GOOD, SIGNATURE, signature);

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.body()).doesNotContain(SECRET);
        assertThat(recoveries.told()).isEmpty();
    }

    @Test
    void noSignatureAndAnEmptySecretStartNothing() throws Exception {
        assertThat(server.post("signed", GOOD).statusCode()).isEqualTo(401);
        // Java itself makes no HMAC with an empty key; a blank one is the nearest.
        assertThat(server.post("signed", GOOD, SIGNATURE, hex(" ", GOOD)).statusCode())
                .isEqualTo(401);
        assertThat(server.post("token", GOOD, "Authorization", "Bearer ").statusCode())
                .isEqualTo(401);
        assertThat(recoveries.told()).isEmpty();
    }

    @Test
    void theRightSignatureOfAnotherBodyStartsNothing() throws Exception {
        assertThat(server.post("signed", GOOD + " ", SIGNATURE, hex(SECRET, GOOD))
                        .statusCode())
                .isEqualTo(401);
        assertThat(recoveries.told()).isEmpty();
    }

    @Test
    void oneBodyOfAnAlertmanagerIsBelievedAsAWhole() throws Exception {
        String alert = "{\"status\":\"firing\",\"labels\":{\"cluster\":\"pythia\"}}";
        String body = "{\"version\":\"4\",\"alerts\":[" + alert + "]}";

        assertThat(server.post("group", body, SIGNATURE, hex(SECRET, alert)).statusCode())
                .isEqualTo(401);
        assertThat(recoveries.told()).isEmpty();
        assertThat(server.post("group", body, SIGNATURE, hex(SECRET, body)).statusCode())
                .isEqualTo(202);
    }

    @Test
    void aBodyOfNineMegabytesIsRefusedAndNothingOfItIsAccepted() throws Exception {
        String body = "{\"cluster\":\"pythia\",\"more\":\"" + "x".repeat(9 * 1024 * 1024) + "\"}";

        HttpResponse<String> forged = server.post("signed", body, SIGNATURE, hex("a-secret-of-a-stranger", body));
        HttpResponse<String> signed = server.post("signed", body, SIGNATURE, hex(SECRET, body));

        assertThat(List.of(forged.statusCode(), signed.statusCode())).containsOnly(413);
        assertThat(signed.body()).contains("larger than 8 MiB. Nothing of it was accepted.");
        assertThat(recoveries.told()).isEmpty();
    }

    @Test
    void deepNestingIsRefusedAndMuchOfItBesideWhatIsAskedIsNot() throws Exception {
        String deep = "{\"cluster\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}";
        String wide = "{\"more\":[" + "[],".repeat(1_000_000) + "0],\"cluster\":\"pythia\",\"id\":\"7\"}";

        assertThat(server.post("signed", deep, SIGNATURE, hex(SECRET, deep)).statusCode())
                .isEqualTo(400);
        assertThat(recoveries.told()).isEmpty();
        assertThat(server.post("signed", wide, SIGNATURE, hex(SECRET, wide)).statusCode())
                .isEqualTo(202);
    }

    @Test
    void aCompressedBodyIsNotDecompressedForAStranger() throws Exception {
        HttpResponse<String> answer =
                server.post("signed", GOOD, SIGNATURE, hex(SECRET, GOOD), "Content-Encoding", "gzip");

        assertThat(answer.statusCode()).isEqualTo(415);
        assertThat(answer.body()).contains("send it plain");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"application/json; charset=no-such-charset", "text/plain", "application/json; charset=\"\""})
    void aWrongCharsetIsNoWayAround(String type) throws Exception {
        assertThat(server.post("signed", GOOD, SIGNATURE, hex(SECRET, GOOD), "Content-Type", type)
                        .statusCode())
                .isEqualTo(202);
    }

    /** What is signed are bytes; read as UTF-16 they say something else, and not what stands there. */
    @Test
    void bytesThatAreReadInAnotherCharsetThanTheyWereWrittenInAreNoJson() throws Exception {
        HttpResponse<String> answer = server.post(
                "signed", GOOD, SIGNATURE, hex(SECRET, GOOD), "Content-Type", "application/json; charset=UTF-16");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(recoveries.told()).isEmpty();
    }

    @Test
    void oneOfTwoTokensIsNotPickedOut() throws Exception {
        assertThat(server.post("token", GOOD, "Authorization", "Bearer wrong", "Authorization", "Bearer " + SECRET)
                        .statusCode())
                .isEqualTo(401);
        assertThat(server.post("token", GOOD, "Authorization", "Bearer " + SECRET, "Authorization", "Bearer wrong")
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    void twoHeadersOfSignaturesAreOneList() throws Exception {
        assertThat(server.post("signed", GOOD, SIGNATURE, "00", SIGNATURE, hex(SECRET, GOOD))
                        .statusCode())
                .isEqualTo(202);
    }

    @Test
    void noMoreThanAFewSignaturesAreLookedAt() throws Exception {
        List<String> many = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            many.add(hex("stranger-" + i, GOOD));
        }
        many.add(hex(SECRET, GOOD));

        assertThat(server.post("signed", GOOD, SIGNATURE, String.join(",", many))
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    void controlCharactersOfASenderReachNoHistory() throws Exception {
        String body = "{\"cluster\":\"pythia\",\"id\":\"7\",\"summary\":\"a\\u0000b\\ud800c\"}";

        server.post("signed", body, SIGNATURE, hex(SECRET, body));

        assertThat(recoveries.told().toString()).contains("a b?c");
    }
}
