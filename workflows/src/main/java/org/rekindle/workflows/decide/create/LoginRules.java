// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.decide.create;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.rekindle.workflows.decide.text.Text;
import org.rekindle.workflows.model.observation.CloudLogin;
import org.rekindle.workflows.model.plan.Reason;
import org.rekindle.workflows.model.plan.ReasonCode;

/** What a login must be, so that a create that it asks for comes to its end. */
final class LoginRules {

    private LoginRules() {}

    static List<Reason> objections(CloudLogin login, Instant now, Duration takes) {
        List<Reason> objections = new ArrayList<>();
        roles(login.roles(), objections);
        if (login.restricted()) {
            objections.add(credential(ReasonCode.CREATE_LOGIN_RESTRICTED, login));
        }
        Instant end = login.endsAt();
        if (end != null && end.isBefore(now.plus(takes))) {
            objections.add(credential(ReasonCode.CREATE_LOGIN_ENDS, login)
                    .with("end", end)
                    .with("takes", Text.of(takes)));
        }
        return objections;
    }

    /** Recording 064: a reader's create is answered with 403. */
    private static void roles(List<String> roles, List<Reason> objections) {
        List<String> plain =
                roles.stream().map(role -> role.toLowerCase(Locale.ROOT)).toList();
        if (plain.isEmpty()) {
            objections.add(Reason.of(ReasonCode.CREATE_LOGIN_WITHOUT_ROLE));
        } else if (plain.equals(List.of("reader"))) {
            objections.add(Reason.of(ReasonCode.CREATE_LOGIN_READS_ONLY));
        }
    }

    private static Reason credential(ReasonCode code, CloudLogin login) {
        return Reason.of(code, "credential", String.valueOf(login.credential()));
    }
}
