// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.decide.times;

import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.rekindle.workflows.model.PastTime;
import org.rekindle.workflows.model.PastTimes;
import org.rekindle.workflows.model.Work;

/**
 * Decides how long a piece of work is expected to take: the median of the site's own last runs where there are enough, else what is
 * known of others. Each entry of that first table has its source.
 */
public final class UsualTimes {

    /** Fewer say more of one bad night than of the site. */
    private static final int ENOUGH = 3;

    /** Older ones are of another age of the site. */
    private static final int AT_MOST = 20;

    private static final Map<Work, Usual> FIRST = new EnumMap<>(Map.of(
            Work.UPGRADE,
            new Usual(Duration.ofMinutes(30), "the time that Terraform's provider gives an update"),
            Work.RENEW_IN_PLACE,
            new Usual(Duration.ofMinutes(5), "kubeadm's own work of seconds, and the restart of four static pods"),
            Work.DELETE,
            new Usual(Duration.ofMinutes(10), "the delete of the incident of March 2026"),
            Work.CREATE,
            new Usual(
                    Duration.ofMinutes(138),
                    "the create of the incident of March 2026; 10 min where the images are cached, 2.5 h where not"),
            Work.NODE_GROUP,
            new Usual(Duration.ofMinutes(10), "a create with cached images"),
            Work.REDEPLOY,
            new Usual(Duration.ofMinutes(20), "the redeploy of the incident of March 2026"),
            Work.VERIFY,
            new Usual(Duration.ofMinutes(10), "a scale-up of 5 min, with a build and a launch before")));

    private UsualTimes() {}

    /**
     * An expectation.
     *
     * @param basis what it rests on, to be put after "as"
     */
    public record Usual(Duration time, String basis) {}

    /** What is expected of a piece of work. */
    public static Usual of(Work work, PastTimes past) {
        List<Duration> own = past.times().stream()
                .filter(time -> time.work() == work)
                .map(PastTime::took)
                .toList();
        if (own.size() < ENOUGH) {
            return FIRST.getOrDefault(work, new Usual(Duration.ZERO, "nothing"));
        }
        List<Duration> last = own.subList(Math.max(0, own.size() - AT_MOST), own.size()).stream()
                .sorted()
                .toList();
        return new Usual(last.get(last.size() / 2), "the median of this cloud's last " + last.size());
    }
}
