// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.approval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import io.temporal.failure.ApplicationFailure;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.rekindle.activities.approval.oidc.ApprovalNonce;
import org.rekindle.activities.approval.oidc.FakeProvider;
import org.rekindle.activities.approval.oidc.OidcSigners;
import org.rekindle.activities.openstack.Fixtures;
import org.rekindle.workflows.api.ApprovalActivities.SignatureToCheck;
import org.rekindle.workflows.api.MagnumActivities.DeleteRequest;
import org.rekindle.workflows.model.approval.Approval;
import org.rekindle.workflows.model.approval.ApprovalSignature;
import org.rekindle.workflows.model.approval.ApprovalText;
import org.rekindle.workflows.model.plan.PlanHash;
import org.rekindle.workflows.model.policy.ApprovalPolicy;
import org.rekindle.workflows.teardown.ApprovalProof.CheckedSignature;

/** Attempts to approve by an ID token what its person did not. Each is refused at the update, and again at the delete. */
final class ForgedIdTokensTest {

    private static final Instant NOW = Instant.parse("2026-03-10T01:02:03Z");
    private static final Instant AT = NOW.minusSeconds(30);
    private static final AskingRun RUN = new AskingRun("cluster/demo", "0197a5f2-1c7d-7e3a-9b0e-0f1e2d3c4b5a");
    private static final DeleteRequest DELETE = Fixtures.delete(NOW.minusSeconds(600));
    private static final PlanHash PLAN = DELETE.plan().sha256();
    private static final ApprovalText TEXT = RUN.text("demo", PLAN, "ben", AT);
    private static final String NOT_THIS = "not over this approval";
    private static final String FORGED = "The signature of the ID token does not hold";

    private final FakeProvider provider = new FakeProvider();
    private Map<String, String> people = Map.of("ben-7", "ben", "ana-3", "ana");

    @AfterEach
    void close() {
        provider.close();
    }

    @Test
    void aLoginForThisRunAndPlanHoldsAlsoHoursAfterItsTokenHasEnded() {
        String token = provider.sign(login(TEXT).build());

        assertBoth(null, token);
        CheckedSignature checked = atTheDelete(RUN, token, NOW.plus(Duration.ofHours(3)));
        assertThat(checked.objection()).isNull();
        assertThat(checked.key()).isEqualTo(provider.issuer() + "#ben-7");
    }

    @Test
    void anotherRunsApprovalIsRefused() {
        AskingRun another = new AskingRun("cluster/demo", "99999999-1c7d-7e3a-9b0e-0f1e2d3c4b5a");

        assertBoth(
                NOT_THIS,
                provider.sign(login(another.text("demo", PLAN, "ben", AT)).build()));
    }

    /** Temporal gives the updates of a run that is reset to the new run, which has another id. */
    @Test
    void aResetRunNeedsANewLogin() {
        String before = provider.sign(login(TEXT).build());
        AskingRun reset = new AskingRun(RUN.workflowId(), "11111111-1c7d-7e3a-9b0e-0f1e2d3c4b5a");

        assertThat(atTheUpdate(reset, before, NOW)).contains(NOT_THIS);
        assertThat(atTheDelete(reset, before, NOW).objection()).contains(NOT_THIS);
    }

    @Test
    void anotherPlansApprovalIsRefused() {
        PlanHash another = new PlanHash("ab".repeat(32));

        assertBoth(
                NOT_THIS,
                provider.sign(login(RUN.text("demo", another, "ben", AT)).build()));
    }

    @Test
    void aForgedNameIsRefused() {
        assertBoth(
                "is that of ana, not of ben",
                provider.sign(login(TEXT).subject("ana-3").build()));
    }

    @Test
    void aPersonWhoWasRemovedIsRefused() {
        String token = provider.sign(login(TEXT).build());
        people = Map.of("ana-3", "ana");

        assertBoth("the subject ben-7, which the fleet file lists for nobody", token);
    }

    @Test
    void anApprovalIsNotReplayedAfterItHasExpired() {
        String token = provider.sign(login(TEXT).build());

        assertThat(atTheUpdate(RUN, token, NOW.plus(Duration.ofHours(5)))).contains("It expired at");
    }

    @Test
    void aTokenWithoutASignatureIsRefused() {
        assertBoth("it is not signed", new PlainJWT(login(TEXT).build()).serialize());
    }

    @Test
    void aTokenThatIsSignedWithThePublicKeyIsRefused() throws JOSEException {
        for (byte[] secret : List.of(
                provider.key().toPublicKey().getEncoded(),
                provider.key().toPublicJWK().toJSONString().getBytes(StandardCharsets.UTF_8))) {
            SignedJWT token = new SignedJWT(
                    new JWSHeader.Builder(JWSAlgorithm.HS256)
                            .keyID(provider.key().getKeyID())
                            .build(),
                    login(TEXT).build());
            token.sign(new MACSigner(secret));

            assertBoth(FORGED, token.serialize());
        }
    }

    @Test
    void aTokenByAnotherKeyIsRefusedEvenIfItBringsTheKeyAlong() {
        RSAKey own = FakeProvider.another();
        JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.RS256)
                .keyID(provider.key().getKeyID())
                .jwk(own.toPublicJWK())
                .build();

        assertBoth(FORGED, FakeProvider.sign(header, login(TEXT).build(), own));
    }

    @Test
    void aChangedTokenIsRefused() {
        String[] parts = provider.sign(login(TEXT).subject("ana-3").build()).split("\\.", 3);
        String changed =
                new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8).replace("ana-3", "ben-7");

        assertBoth(
                FORGED,
                parts[0] + "."
                        + Base64.getUrlEncoder()
                                .withoutPadding()
                                .encodeToString(changed.getBytes(StandardCharsets.UTF_8))
                        + "." + parts[2]);
    }

    @Test
    void anAccessTokenIsNoIdToken() {
        JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.RS256)
                .type(new JOSEObjectType("at+jwt"))
                .keyID(provider.key().getKeyID())
                .build();

        assertBoth(FORGED, FakeProvider.sign(header, login(TEXT).build(), provider.key()));
    }

    @Test
    void aTokenOfAnotherProviderOrClientIsRefused() {
        assertBoth(
                "is not one of " + provider.issuer(),
                provider.sign(login(TEXT).issuer("https://evil.example").build()));
        assertBoth(
                "for another client", provider.sign(login(TEXT).audience("wiki").build()));
        assertBoth(
                "for another client",
                provider.sign(login(TEXT).audience(List.of("rekindle", "wiki")).build()));
        assertBoth(
                "for another client",
                provider.sign(login(TEXT).claim("azp", "wiki").build()));
    }

    @Test
    void aClockThatIsAnHourOffIsRefusedWithBothTimes() {
        Instant wrong = AT.plus(Duration.ofHours(1));

        assertBoth(
                "asked for at 2026-03-10T01:01:33Z, and the person logged in at 2026-03-10T02:01:33Z",
                provider.sign(provider.claims("ben-7", ApprovalNonce.of(TEXT).getValue(), wrong)
                        .build()));
    }

    @Test
    void aSessionThatWasOpenAlreadyIsRefused() {
        assertBoth(
                "Log in anew",
                provider.sign(login(TEXT)
                        .claim("auth_time", AT.minus(Duration.ofHours(1)).getEpochSecond())
                        .build()));
        assertBoth(
                "does not say when",
                provider.sign(login(TEXT).claim("auth_time", null).build()));
        assertBoth(
                "Log in anew",
                provider.sign(login(TEXT)
                        .issueTime(Date.from(AT.minus(Duration.ofHours(1))))
                        .build()));
    }

    @Test
    void aLoginForNoApprovalIsRefused() {
        assertBoth(
                "has no nonce", provider.sign(login(TEXT).claim("nonce", null).build()));
    }

    @Test
    void aKeyThatTheProviderHasTakenBackIsNotValidAnyMore() {
        String token = provider.sign(login(TEXT).build());
        provider.changesKeys();

        assertBoth(FORGED, token);
    }

    @Test
    void aProviderThatSaysItIsAnotherIsNotBelieved() {
        provider.says("https://evil.example");

        assertThatThrownBy(() -> atTheDelete(RUN, provider.sign(login(TEXT).build()), NOW))
                .hasMessageContaining("shows the configuration of another issuer");
    }

    @Test
    void whileTheProviderIsDownNothingIsDeletedAndTheStepTriesAgain() {
        String token = provider.sign(login(TEXT).build());
        provider.close();

        assertThatThrownBy(() -> atTheDelete(RUN, token, NOW))
                .isInstanceOfSatisfying(ApplicationFailure.class, failure -> {
                    assertThat(failure.getType()).isEqualTo("UNAVAILABLE");
                    assertThat(failure.isNonRetryable()).isFalse();
                    assertThat(failure.getOriginalMessage())
                            .startsWith("The ID token of an approval cannot be checked. The identity provider http")
                            .doesNotContain(token);
                });
    }

    @Test
    void withoutAProviderInTheFleetFileNoTokenHolds() {
        people = Map.of();

        assertBoth("names no identity provider", provider.sign(login(TEXT).build()));
    }

    private JWTClaimsSet.Builder login(ApprovalText text) {
        return provider.claims("ben-7", ApprovalNonce.of(text).getValue(), AT.plusSeconds(20));
    }

    private void assertBoth(@Nullable String refusal, String token) {
        String first = atTheUpdate(RUN, token, NOW);
        String second = atTheDelete(RUN, token, NOW).objection();
        if (refusal == null) {
            assertThat(first).isNull();
            assertThat(second).isNull();
        } else {
            assertThat(first).contains(refusal).doesNotContain(token);
            assertThat(second).contains(refusal).doesNotContain(token);
        }
    }

    private @Nullable String atTheUpdate(AskingRun run, String token, Instant now) {
        SignatureToCheck asked = new SignatureToCheck(
                run.text("demo", PLAN, "ben", AT), DELETE.plan().plan().madeAt(), token);
        return new SignatureCheckActivities(this::rule, Clock.fixed(now, ZoneOffset.UTC))
                .check(asked, run)
                .objection();
    }

    private CheckedSignature atTheDelete(AskingRun run, String token, Instant now) {
        Approval approval = new Approval(
                PLAN,
                "ben",
                List.of(),
                AT,
                AT.plusSeconds(60),
                List.of(new ApprovalSignature("ben", AT, "a claim", token)),
                null);
        DeleteRequest request =
                new DeleteRequest(Fixtures.DEMO, Fixtures.IDENTITY, DELETE.plan(), approval, "asker", null, null);
        return new ApprovalProver(this::rule)
                .prove(request, run, now)
                .signatures()
                .get(0);
    }

    private ApprovalRule rule(String cluster) {
        assertThat(cluster).isEqualTo("demo");
        return new ApprovalRule(
                new ApprovalPolicy(false, List.of(), Duration.ofHours(4), 1, true, null),
                new Signers(List.of(), List.of(), people.isEmpty() ? null : new OidcSigners(provider.client(), people)),
                Fixtures.MEANT);
    }
}
