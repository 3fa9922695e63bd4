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
import org.rekindle.workflows.model.approval.ApprovalText;
import org.rekindle.workflows.model.approval.Approve;
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

    /**
     * Begins one. The text is made here, of what the run says and not the browser.
     *
     * @param asked the plan that the person has read, and the person's name
     */
    PendingLogins.Pending begin(String cluster, @Nullable Approve asked, String callback)
            throws NothingToApprove, ProviderTrouble {
        if (asked == null) {
            throw new NothingToApprove("Say which plan it is, and who you are.");
        }
        OidcSigners signers = signers(cluster);
        if (signers == null || !signers.people().containsValue(asked.by())) {
            throw new NothingToApprove("The fleet file has no subject of this person.");
        }
        RecoveryView view = CallDeadline.OF_A_PAGE.bound(() -> recoveries.view(cluster));
        ApprovalText text = ApprovalQuestion.of(cluster, view)
                .about(asked.planSha256())
                .text(asked.by(), clock.instant().truncatedTo(ChronoUnit.SECONDS));
        return new PendingLogins.Pending(CodeLogin.begin(signers.client(), URI.create(callback), text), text);
    }

    private @Nullable OidcSigners signers(String cluster) throws NothingToApprove {
        try {
            return rules.of(cluster).signers().oidc();
        } catch (ApplicationFailure faulty) {
            throw new NothingToApprove(faulty.getOriginalMessage());
        }
    }
}
