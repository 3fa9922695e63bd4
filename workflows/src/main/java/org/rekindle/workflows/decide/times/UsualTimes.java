// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.decide.times;

import java.time.Duration;
import java.util.List;
import org.rekindle.workflows.model.run.PastTime;
import org.rekindle.workflows.model.run.PastTimes;
import org.rekindle.workflows.model.run.Work;

/**
 * Decides how long a piece of work is expected to take: the median of the site's own last runs where there are enough, else what is
 * known of others. Each of the latter has its source.
 */
public final class UsualTimes {

    /** Fewer say more of one bad night than of the site. */
    private static final int ENOUGH = 3;

    /** Older ones are of another age of the site. */
    private static final int AT_MOST = 20;

    private UsualTimes() {}

    /**
     * An expectation.
     *
     * @param evidence what it rests on, to be put after "as"
     */
    public record Usual(Duration time, String evidence) {}

    /** What is expected of a piece of work. */
    public static Usual of(Work work, PastTimes past) {
        List<Duration> own = past.times().stream()
                .filter(time -> time.work() == work)
                .map(PastTime::took)
                .toList();
        if (own.size() < ENOUGH) {
            return elsewhere(work);
        }
        List<Duration> last = own.subList(Math.max(0, own.size() - AT_MOST), own.size()).stream()
                .sorted()
                .toList();
        return new Usual(last.get(last.size() / 2), "the median of this cloud's last " + last.size());
    }

    private static Usual elsewhere(Work work) {
        return switch (work) {
            case UPGRADE -> new Usual(Duration.ofMinutes(30), "the time that Terraform's provider gives an update");
            case RENEW_IN_PLACE ->
                new Usual(Duration.ofMinutes(5), "kubeadm's own work of seconds, and the restart of four static pods");
            case DELETE -> new Usual(Duration.ofMinutes(10), "the delete of the incident of March 2026");
            case CREATE ->
                new Usual(
                        Duration.ofMinutes(138),
                        "the create of the incident of March 2026; 10 min where the images are cached, 2.5 h where not");
            case NODE_GROUP -> new Usual(Duration.ofMinutes(10), "a create with cached images");
            case REDEPLOY -> new Usual(Duration.ofMinutes(20), "the redeploy of the incident of March 2026");
            case VERIFY -> new Usual(Duration.ofMinutes(10), "a scale-up of 5 min, with a build and a launch before");
        };
    }
}
