// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.page;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.rekindle.activities.approval.oidc.CodeLogin;
import org.rekindle.workflows.model.approval.ApprovalText;

/**
 * Logins that were begun on the page and have not come back from the provider. They are few and short, so this process alone knows them:
 * after a restart, a person begins again.
 */
final class PendingLogins {

    /** How long one is waited for. */
    static final Duration LONGEST = Duration.ofMinutes(10);

    private static final int MOST = 100;

    private final Map<String, Pending> byState = new LinkedHashMap<>();

    /** A login and what it approves. */
    record Pending(CodeLogin login, ApprovalText text) {

        private boolean isOver(Instant now) {
            return now.isAfter(text.at().plus(LONGEST));
        }
    }

    /** Keeps a login. The oldest gives way where there are too many. */
    synchronized void add(Pending begun) {
        byState.values().removeIf(each -> each.isOver(begun.text().at()));
        if (byState.size() >= MOST) {
            byState.remove(byState.keySet().iterator().next());
        }
        byState.put(begun.login().state(), begun);
    }

    /** Takes the login of a state out: a state is good for once. */
    synchronized Optional<Pending> take(String state, Instant now) {
        return Optional.ofNullable(byState.remove(state)).filter(each -> !each.isOver(now));
    }
}
