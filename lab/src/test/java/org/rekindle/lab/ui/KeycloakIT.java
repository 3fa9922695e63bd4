// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.nimbusds.jwt.JWTParser;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.rekindle.lab.process.ChildProcess;
import org.rekindle.lab.process.Lifeline;
import org.rekindle.lab.process.OwnCommand;
import org.rekindle.worker.page.LoginPage;
import org.rekindle.workflows.model.approval.ApprovalSignature;
import org.rekindle.workflows.model.run.Phase;

/**
 * A person approves a recovery by a login at a real Keycloak: on the worker's page in a real Chromium, and by the command on another
 * device. The guard lets the cluster be deleted by that ID token.
 */
@Tag("real-oidc")
@Timeout(1_200)
final class KeycloakIT {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @TempDir
    private Path folder;

    @Test
    void aLoginInTheBrowserApprovesATeardown() throws Exception {
        String pages = ApprovalStage.freePages();
        try (Keycloak keycloak = new Keycloak(folder, pages + LoginPage.CALLBACK);
                ApprovalStage stage = new ApprovalStage(folder, pages, root -> list(root, keycloak))) {
            stage.awaitPhase(Phase.AWAITING_APPROVAL);
            Browser browser = stage.browser();
            stage.open("/approve/" + ApprovalStage.CLUSTER);
            stage.awaitText("Approve by a login");
            browser.click("input[value=" + Keycloak.PERSON + "]");
            browser.click("#login");
            stage.awaitText("Sign in to your account");

            Keycloak.logIn(browser, "another password");
            stage.awaitText("Invalid username or password");
            Keycloak.logIn(browser, Keycloak.PASSWORD);

            assertThat(stage.awaitText(approved(keycloak))).doesNotContain("eyJ");
            assertDeletedByTheLogin(stage);
        }
    }

    @Test
    void aLoginOnAnotherDeviceApprovesATeardown() throws Exception {
        String pages = ApprovalStage.freePages();
        try (Keycloak keycloak = new Keycloak(folder, pages + LoginPage.CALLBACK);
                ApprovalStage stage = new ApprovalStage(folder, pages, root -> list(root, keycloak))) {
            String plan = Objects.requireNonNull(
                            stage.awaitPhase(Phase.AWAITING_APPROVAL).plan())
                    .sha256()
                    .value();
            Path said = folder.resolve("approve.log");
            ChildProcess approve = ChildProcess.start(
                    Lifeline.best(),
                    OwnCommand.line(List.of(
                            "approve",
                            ApprovalStage.CLUSTER,
                            "--by",
                            Keycloak.PERSON,
                            "--oidc",
                            "--plan",
                            plan,
                            "--yes",
                            "--fleet",
                            stage.fleet().toString(),
                            "--address",
                            stage.temporal())),
                    said,
                    Map.of());
            Matcher told = await("the code")
                    .atMost(PATIENCE)
                    .failFast(() -> assertThat(approve.isAlive())
                            .as("approve ended: %s", ChildProcess.tail(said, 20))
                            .isTrue())
                    .until(
                            () -> Pattern.compile("(?s)  (http\\S+).*  code (\\S+)")
                                    .matcher(Files.exists(said) ? Files.readString(said) : ""),
                            Matcher::find);

            Browser browser = stage.browser();
            browser.open(told.group(1) + "?user_code=" + told.group(2));
            stage.awaitText("Sign in to your account");
            Keycloak.logIn(browser, Keycloak.PASSWORD);
            stage.awaitText("Grant Access");
            Keycloak.grant(browser);

            assertThat(approve.onExit().get(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                    .as(Files.readString(said))
                    .isZero();
            assertThat(Files.readString(said)).contains(approved(keycloak)).doesNotContain("eyJ");
            assertDeletedByTheLogin(stage);
        }
    }

    private static String approved(Keycloak keycloak) {
        return "Approved by cleo (key " + keycloak.issuer() + "#" + Keycloak.SUBJECT + ")";
    }

    /** The provider's token says what the pages of the documentation say of it, and no more. */
    private static void assertDeletedByTheLogin(ApprovalStage stage) throws Exception {
        List<ApprovalSignature> signatures = Objects.requireNonNull(
                        stage.awaitPhase(Phase.REBUILDING).approval())
                .signatures();

        assertThat(signatures).extracting(ApprovalSignature::by).containsExactly(Keycloak.PERSON);
        assertThat(JWTParser.parse(signatures.get(0).armored())
                        .getJWTClaimsSet()
                        .getClaims())
                .containsEntry("sub", Keycloak.SUBJECT)
                .containsKeys("nonce", "auth_time")
                .doesNotContainKeys("email", "name", "preferred_username");
    }

    private static void list(ObjectNode root, Keycloak keycloak) {
        root.putObject("oidc").put("issuer", keycloak.issuer()).put("clientId", Keycloak.CLIENT);
        root.withArray("people").addObject().put("name", Keycloak.PERSON).put("subject", Keycloak.SUBJECT);
    }
}
