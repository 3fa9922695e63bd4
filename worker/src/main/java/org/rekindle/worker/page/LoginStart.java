// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.page;

import io.temporal.failure.ApplicationFailure;
import java.net.URI;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import org.rekindle.activities.approval.ApprovalRules;
import org.rekindle.activities.approval.oidc.CodeLogin;
import org.rekindle.activities.approval.oidc.OidcSigners;
import org.rekindle.activities.approval.oidc.ProviderTrouble;
import org.rekindle.worker.runs.CallDeadline;
import org.rekindle.worker.runs.Recoveries;
import org.rekindle.workflows.api.Identifiers;
import org.rekindle.workflows.model.approval.ApprovalText;
import org.rekindle.workflows.model.approval.Approve;
import org.rekindle.workflows.model.plan.SealedPlan;
import org.rekindle.workflows.model.run.RecoveryView;

/** Begins logins that approve, for those who have a subject in the fleet file of that moment. */
public final class LoginStart {

    private final Recoveries recoveries;
    private final ApprovalRules rules;
    private final Clock clock;

    /** Logins for the plans of these runs. */
    public LoginStart(Recoveries recoveries, ApprovalRules rules, Clock clock) {
        this.recoveries = recoveries;
        this.rules = rules;
        this.clock = clock;
    }

    /** Why there is nothing to log in for. */
    static final class NoLogin extends Exception {

        private static final long serialVersionUID = 1;

        NoLogin(String sentence) {
            super(sentence);
        }
    }

    /**
     * Begins one. The text is made here, of what the run says and not the browser.
     *
     * @param asked the plan that the person has read, and the person's name
     */
    PendingLogins.Pending begin(String cluster, @Nullable Approve asked, String callback)
            throws NoLogin, ProviderTrouble {
        if (asked == null) {
            throw new NoLogin("Say which plan it is, and who you are.");
        }
        OidcSigners signers = signers(cluster);
        if (signers == null || !signers.people().containsValue(asked.by())) {
            throw new NoLogin("The fleet file has no subject of this person.");
        }
        RecoveryView view = CallDeadline.OF_A_PAGE.bound(() -> recoveries.view(cluster));
        SealedPlan plan = view.plan();
        if (plan == null || !plan.sha256().equals(asked.planSha256())) {
            throw new NoLogin("The run asks about another plan by now. Load the page again.");
        }
        ApprovalText text = new ApprovalText(
                cluster,
                Identifiers.workflowId(cluster),
                view.runId(),
                plan.sha256(),
                asked.by(),
                clock.instant().truncatedTo(ChronoUnit.SECONDS));
        return new PendingLogins.Pending(CodeLogin.begin(signers.client(), URI.create(callback), text), text);
    }

    private @Nullable OidcSigners signers(String cluster) throws NoLogin {
        try {
            return rules.of(cluster).signers().oidc();
        } catch (ApplicationFailure faulty) {
            throw new NoLogin(faulty.getOriginalMessage());
        }
    }
}
