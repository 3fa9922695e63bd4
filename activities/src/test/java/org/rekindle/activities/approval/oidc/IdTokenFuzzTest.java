// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.approval.oidc;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.BugDetectors;
import com.code_intelligence.jazzer.api.SilentCloseable;
import com.code_intelligence.jazzer.junit.FuzzTest;
import com.nimbusds.jose.util.Base64URL;
import io.temporal.failure.ApplicationFailure;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.rekindle.workflows.model.approval.ApprovalText;
import org.rekindle.workflows.model.plan.PlanHash;
import org.rekindle.workflows.model.run.FailureCode;

/** Whatever is shown as an ID token, none approves that no provider has signed. */
final class IdTokenFuzzTest {

    private static final ApprovalText TEXT = new ApprovalText(
            "demo", "cluster/demo", "run", new PlanHash("ab".repeat(32)), "ben", Instant.parse("2026-03-10T01:02:03Z"));

    private static final String HEADER = Base64URL.encode("{\"alg\":\"RS256\"}").toString();

    /** Nothing listens at the provider's address, so that claims which are right lead to a failure and to no approval. */
    private final IdTokenCheck check = new IdTokenCheck(
            new OidcSigners(new OidcClient("http://127.0.0.1:1/people", "rekindle", null), Map.of("ben-7", "ben")));

    /** The input is the token as a whole, and its claims. */
    @FuzzTest
    @SuppressWarnings("try") // It allows until it is closed.
    void noTokenHoldsThatNoProviderHasSigned(byte[] input) {
        try (SilentCloseable toTheProviderAlone = BugDetectors.allowNetworkConnections(IdTokenFuzzTest::isProvider)) {
            assertRefused(new String(input, StandardCharsets.UTF_8));
            assertRefused(HEADER + "." + Base64URL.encode(input) + ".c2lnbmVk");
        }
    }

    /** A token leads to no other address than the fleet file's. */
    private static boolean isProvider(String host, int port) {
        return Set.of("localhost", "127.0.0.1").contains(host) && port == 1;
    }

    private void assertRefused(String token) {
        try {
            assertThat(check.check(TEXT, token).objection()).isNotBlank();
        } catch (ApplicationFailure noProvider) {
            assertThat(noProvider.getType()).isEqualTo(FailureCode.UNAVAILABLE.name());
        }
    }
}
