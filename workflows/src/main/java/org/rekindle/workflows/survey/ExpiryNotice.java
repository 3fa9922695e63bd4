// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.survey;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.rekindle.workflows.decide.text.Text;
import org.rekindle.workflows.model.fleet.SurveyTarget;
import org.rekindle.workflows.model.notify.Audience;
import org.rekindle.workflows.model.notify.NoticeKind;
import org.rekindle.workflows.model.notify.RunNews;
import org.rekindle.workflows.model.notify.Urgency;
import org.rekindle.workflows.run.OneNotice;
import org.rekindle.workflows.run.WorkflowClock;

/** Tells people some days before a certificate expires: once for each number of days that the fleet file names. */
final class ExpiryNotice {

    private static final int SOON = 14;

    private ExpiryNotice() {}

    /** @param notAfter when the served certificate expires; null when none was seen */
    static void tell(SurveyTarget target, @Nullable Instant notAfter) {
        Audience audience = target.audience();
        Instant now = WorkflowClock.now();
        if (audience == null || notAfter == null || !now.isBefore(notAfter)) {
            return;
        }
        due(audience.expiryDays(), now, notAfter)
                .ifPresent(days -> tell(target.cluster().cluster(), audience, days, notAfter, now));
    }

    /** The smallest number of days that is left still. */
    static Optional<Integer> due(List<Integer> expiryDays, Instant now, Instant notAfter) {
        Duration left = Duration.between(now, notAfter);
        return expiryDays.stream()
                .filter(days -> left.compareTo(Duration.ofDays(days)) <= 0)
                .min(Integer::compare);
    }

    private static void tell(String cluster, Audience audience, int days, Instant notAfter, Instant now) {
        LocalDate date = LocalDate.ofInstant(notAfter, ZoneOffset.UTC);
        RunNews news = new RunNews(
                NoticeKind.EXPIRES,
                urgency(days),
                "the certificate expires in "
                        + Text.days(Duration.between(now, notAfter).toDays()) + ", on " + date,
                List.of(
                        "Users cannot work after " + notAfter + ".",
                        "Rekindle renews it before that where it can: ./rekindle plan " + cluster),
                now);
        OneNotice.tell(cluster, audience, "expires-" + date + "-" + days + "d", news, next(audience, days, notAfter));
    }

    private static Urgency urgency(int days) {
        if (days <= SOON) {
            return Urgency.WARNING;
        }
        return Urgency.INFO;
    }

    /** Until then each survey finds the same number of days due. */
    private static Instant next(Audience audience, int days, Instant notAfter) {
        int following = audience.expiryDays().stream()
                .filter(each -> each < days)
                .max(Integer::compare)
                .orElse(0);
        return notAfter.minus(Duration.ofDays(following));
    }
}
