// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.approval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rekindle.activities.approval.passkey.Passkey;
import org.rekindle.activities.approval.passkey.PasskeyCheck;
import org.rekindle.activities.approval.passkey.PasskeySite;
import org.rekindle.activities.openstack.Fixtures;
import org.rekindle.workflows.api.ApprovalActivities.SignatureAnswer;
import org.rekindle.workflows.api.ApprovalActivities.SignatureToCheck;
import org.rekindle.workflows.api.MagnumActivities.DeleteRequest;
import org.rekindle.workflows.model.approval.Approval;
import org.rekindle.workflows.model.approval.ApprovalSignature;
import org.rekindle.workflows.model.approval.ApprovalText;
import org.rekindle.workflows.model.plan.PlanHash;
import org.rekindle.workflows.model.policy.ApprovalPolicy;

/** Attempts to approve by a passkey what nobody approved. Each is refused at the update, and again at the delete. */
final class ForgedPasskeysTest {

    private static final Instant NOW = Instant.parse("2026-03-10T01:02:03Z");
    private static final Instant AT = NOW.minusSeconds(30);
    private static final AskingRun RUN = new AskingRun("cluster/demo", "0197a5f2-1c7d-7e3a-9b0e-0f1e2d3c4b5a");
    private static final DeleteRequest DELETE = Fixtures.delete(NOW.minusSeconds(600));
    private static final PlanHash PLAN = DELETE.plan().sha256();
    private static final byte[] CHALLENGE = challenge(RUN, PLAN, "ben", AT);
    private static final PasskeySite SITE = PasskeySite.of("https://rekindle.example.org");

    private final SoftwarePasskey ben = SoftwarePasskey.make();
    private final SoftwarePasskey ana = SoftwarePasskey.make();
    private List<Passkey> listed = List.of(passkey("ben", ben), passkey("ana", ana));

    @Test
    void anApprovalOfThisRunAndPlanHolds() {
        assertHolds(ben.answer(CHALLENGE).json());
    }

    @ParameterizedTest
    @CsvSource({"EC, 256, SHA256withECDSA", "Ed25519, 255, Ed25519", "RSA, 2048, SHA256withRSA"})
    void eachKindOfKeyThatThePageAsksForHolds(String kind, int bits, String algorithm) {
        SoftwarePasskey device = SoftwarePasskey.make(kind, bits, algorithm);
        listed = List.of(passkey("ben", device));

        assertHolds(device.answer(CHALLENGE).json());
    }

    @Test
    void theKeyIsShownByTheHashOfItsId() {
        SignatureAnswer answer =
                update(RUN, "ben", AT, NOW, ben.answer(CHALLENGE).json());

        assertThat(answer.key()).isEqualTo(listed.get(0).fingerprint()).startsWith("passkey SHA256:");
    }

    @Test
    void anotherRunsApprovalIsRefused() {
        AskingRun another = new AskingRun("cluster/demo", "99999999-1c7d-7e3a-9b0e-0f1e2d3c4b5a");

        assertBoth(
                "not over this approval",
                "ben",
                ben.answer(challenge(another, PLAN, "ben", AT)).json());
    }

    /** Temporal gives the updates of a run that is reset to the new run, which has another id. */
    @Test
    void aResetRunNeedsANewApproval() {
        AskingRun reset = new AskingRun(RUN.workflowId(), "11111111-1c7d-7e3a-9b0e-0f1e2d3c4b5a");
        String before = ben.answer(CHALLENGE).json();

        assertThat(update(reset, "ben", AT, NOW, before).objection()).contains("not over this approval");
        assertThat(atTheDelete(reset, "ben", AT, before)).contains("not over this approval");
    }

    @Test
    void anotherPlansApprovalIsRefused() {
        byte[] another = challenge(RUN, new PlanHash("ab".repeat(32)), "ben", AT);

        assertBoth("not over this approval", "ben", ben.answer(another).json());
    }

    @Test
    void aReplayAfterTheExpiryIsRefused() {
        String signed = ben.answer(CHALLENGE).json();
        Instant late = AT.plus(Duration.ofHours(4));

        assertThat(update(RUN, "ben", AT, late, signed).objection()).contains("It expired at " + late);
        assertThat(update(RUN, "ben", late, late, signed).objection())
                .as("with a time that was not signed")
                .contains("not over this approval");
    }

    @Test
    void aForgedNameIsRefused() {
        assertBoth(
                "It is that of ben, not of ana",
                "ana",
                ben.answer(challenge(RUN, PLAN, "ana", AT)).json());
        assertBoth(
                "was not made by the passkey that is listed",
                "ana",
                ben.answer(challenge(RUN, PLAN, "ana", AT)).inTheNameOf(ana).json());
    }

    @Test
    void aPasskeyThatWasTakenOutIsRefused() {
        String signed = ben.answer(CHALLENGE).json();
        listed = listed.subList(1, 2);

        assertBoth("the fleet file does not have", "ben", signed);
    }

    @Test
    void anotherKeyUnderTheSameIdIsRefused() {
        assertBoth(
                "was not made by the passkey that is listed",
                "ben",
                ben.impostor().answer(CHALLENGE).json());
    }

    @Test
    void aPageOfAnotherSiteIsRefused() {
        String page = "made on another page than https://rekindle.example.org";

        assertBoth(
                page,
                "ben",
                ben.answer(CHALLENGE).origin("https://evil.example.org").json());
        assertBoth(
                page,
                "ben",
                ben.answer(CHALLENGE).origin("http://rekindle.example.org").json());
        assertBoth(
                page,
                "ben",
                ben.answer(CHALLENGE)
                        .origin("https://rekindle.example.org:8443")
                        .json());
        assertBoth(page, "ben", ben.answer(CHALLENGE).domain("example.org").json());
        assertBoth(
                page,
                "ben",
                ben.answer(CHALLENGE).framedBy("https://evil.example.org").json());
    }

    @Test
    void aDeviceThatDidNotAskWhoIsThereIsRefused() {
        assertBoth(
                "without a look at who",
                "ben",
                ben.answer(CHALLENGE).withoutVerification().json());
        assertBoth(
                "without a look at who",
                "ben",
                ben.answer(CHALLENGE).withoutPresence().json());
    }

    @Test
    void theMakingOfAPasskeyIsNoApproval() {
        assertBoth(
                "was not made by the passkey",
                "ben",
                ben.answer(CHALLENGE).type("webauthn.create").json());
    }

    @Test
    void whatChangesTheReportIsRefused() {
        String signed = ben.answer(CHALLENGE).json();

        assertBoth("is broken", "ben", signed.replace("{\"id\"", "{\n# Approved\n\"id\""));
        assertBoth("is broken", "ben", signed.replace("{\"id\"", "{\"x\":\"```\",\"id\""));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"id\":1}",
                "{\"id\":\"AA\",\"rawId\":\"AA\",\"type\":\"public-key\",\"response\":{}}",
                "{\"response\":null}",
                "{ not JSON }"
            })
    void whatIsNoAnswerOfAPasskeyIsRefused(String odd) {
        assertBoth("is broken", "ben", odd);
    }

    /** Each byte of each part, one after the other. */
    @Test
    void aChangedAnswerHasASentence() {
        String signed = ben.answer(CHALLENGE).json();
        for (String part : List.of("clientDataJSON", "authenticatorData", "signature")) {
            String before = signed.replaceFirst(".*\"" + part + "\":\"([^\"]+)\".*", "$1");
            byte[] bytes = Base64.getUrlDecoder().decode(before);
            for (int i = 0; i < bytes.length; i++) {
                byte[] changed = bytes.clone();
                changed[i] = (byte) ~changed[i];
                String forged = signed.replace(before, SoftwarePasskey.base64(changed));

                assertThat(atTheDelete(RUN, "ben", AT, forged))
                        .as("%s, byte %d", part, i)
                        .isNotBlank();
            }
            String shorter = signed.replace(before, SoftwarePasskey.base64(Arrays.copyOf(bytes, bytes.length / 2)));
            assertThat(atTheDelete(RUN, "ben", AT, shorter)).as(part).isNotBlank();
        }
    }

    static Stream<String> linesOfNoPasskey() {
        SoftwarePasskey small = SoftwarePasskey.make("RSA", 1024, "SHA256withRSA");
        SoftwarePasskey longer = SoftwarePasskey.make("EC", 384, "SHA384withECDSA");
        String line = SoftwarePasskey.make().line();
        return Stream.of(
                small.line(),
                longer.line(),
                line.replace("passkey:", ""),
                line.replace('.', ':'),
                line.substring(0, line.length() - 8),
                "ssh-ed25519 AAAA ben@laptop",
                "");
    }

    @ParameterizedTest
    @MethodSource("linesOfNoPasskey")
    void aLineThatThePageDoesNotPrintIsNoPasskey(String line) {
        assertThat(Passkey.read("ben", line, SITE)).isEmpty();
    }

    @Test
    void aChangedLineIsReadOrRefused() {
        String line = ben.line();
        String key = line.substring(line.indexOf('.') + 1);
        byte[] bytes = Base64.getUrlDecoder().decode(key);
        for (int i = 0; i < bytes.length; i++) {
            for (int value : List.of(0x00, 0x7f, 0xff)) {
                byte[] changed = bytes.clone();
                changed[i] = (byte) value;
                String other = line.replace(key, SoftwarePasskey.base64(changed));

                assertThatCode(() -> Passkey.read("ben", other, SITE).ifPresent(Passkey::fingerprint))
                        .as("byte %d", i)
                        .doesNotThrowAnyException();
            }
        }
    }

    private void assertHolds(String signature) {
        assertThat(update(RUN, "ben", AT, NOW, signature).objection()).isNull();
        assertThat(atTheDelete(RUN, "ben", AT, signature)).isNull();
    }

    private void assertBoth(String refusal, String by, String signature) {
        assertThat(update(RUN, by, AT, NOW, signature).objection()).contains(refusal);
        assertThat(atTheDelete(RUN, by, AT, signature)).contains(refusal);
    }

    private SignatureAnswer update(AskingRun run, String by, Instant at, Instant now, String signature) {
        SignatureToCheck asked = new SignatureToCheck(
                run.text("demo", PLAN, by, at), DELETE.plan().plan().madeAt(), signature);
        return new SignatureCheckActivities(cluster -> rule(), Clock.fixed(now, ZoneOffset.UTC)).check(asked, run);
    }

    private @Nullable String atTheDelete(AskingRun run, String by, Instant at, String signature) {
        Approval approval = new Approval(
                PLAN,
                by,
                List.of(),
                at,
                at.plusSeconds(60),
                List.of(new ApprovalSignature(by, at, "a claim", signature)),
                null);
        DeleteRequest request =
                new DeleteRequest(Fixtures.DEMO, Fixtures.IDENTITY, DELETE.plan(), approval, "asker", null, null);
        return new ApprovalProver(cluster -> rule())
                .prove(request, run, NOW)
                .signatures()
                .get(0)
                .objection();
    }

    private ApprovalRule rule() {
        return new ApprovalRule(
                new ApprovalPolicy(false, List.of(), Duration.ofHours(4), 1, true, null),
                new Signers(List.of(), listed, null),
                Fixtures.MEANT);
    }

    private static byte[] challenge(AskingRun run, PlanHash plan, String by, Instant at) {
        ApprovalText text = run.text("demo", plan, by, at);
        return PasskeyCheck.challenge(text);
    }

    private static Passkey passkey(String person, SoftwarePasskey device) {
        return Passkey.read(person, device.line(), SITE).orElseThrow();
    }
}
