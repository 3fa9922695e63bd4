// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rekindle.workflows.model.approval.ApprovalSignature;
import org.rekindle.workflows.model.plan.SealedPlan;
import org.rekindle.workflows.model.run.Phase;
import org.rekindle.workflows.model.run.RecoveryView;

/**
 * A person makes a passkey in a real Chromium, the owner of the fleet file lists it, and the person approves a recovery with it. The
 * device is Chromium's own virtual authenticator. The guard lets the cluster be deleted by that signature, and by nothing before it.
 */
class PasskeyIT {

    @TempDir
    private Path folder;

    @Test
    void thePasskeyOfARealBrowserApprovesATeardown() throws IOException {
        try (ApprovalStage stage = new ApprovalStage(folder, ApprovalStage.freePages(), root -> {})) {
            stage.browser().addAuthenticator();
            String passkey = makePasskey(stage);
            stage.editFleet(root -> root.withArray("people")
                    .addObject()
                    .put("name", "cleo")
                    .putArray("passkeys")
                    .add(passkey));

            approve(stage, stage.awaitPhase(Phase.AWAITING_APPROVAL));

            RecoveryView deleted = stage.awaitPhase(Phase.REBUILDING);
            List<ApprovalSignature> signatures =
                    Objects.requireNonNull(deleted.approval()).signatures();
            assertThat(deleted.phase()).isNotEqualTo(Phase.AWAITING_OPERATOR);
            assertThat(signatures).extracting(ApprovalSignature::by).containsExactly("cleo");
            assertThat(signatures.get(0).key()).startsWith("passkey SHA256:");
        }
    }

    private static String makePasskey(ApprovalStage stage) {
        Browser browser = stage.browser();
        stage.open("/passkey");
        stage.awaitText("Your name in the fleet file");
        browser.evaluate("document.getElementById('name').value = 'cleo'");
        browser.click("#make");
        String text = stage.awaitText("The passkey is made.");
        assertThat(text).contains("name: cleo");
        return text.replaceFirst("(?s).*\"(passkey:[^\"]+)\".*", "$1");
    }

    private static void approve(ApprovalStage stage, RecoveryView asked) throws IOException {
        SealedPlan plan = Objects.requireNonNull(asked.plan());
        Browser browser = stage.browser();
        stage.open("/approve/" + ApprovalStage.CLUSTER);
        String text = stage.awaitText("Approve with a passkey");
        Pictures.keep("approve.png", browser.picture());
        assertThat(text)
                .contains("What is destroyed", plan.sha256().value(), "cleo")
                .contains(plan.plan().destroys())
                .contains(Objects.requireNonNull(plan.plan().identity()).uuid().value());
        assertThat(browser.evaluate("String(document.documentElement.scrollWidth <= window.innerWidth)"))
                .as("nothing is wider than the telephone")
                .isEqualTo("true");

        browser.click("#approve");
        stage.awaitText("Say first who you are.");
        browser.click("input[value=cleo]");
        browser.click("#approve");
        stage.awaitText("Approved by cleo (key passkey SHA256:");
    }
}
