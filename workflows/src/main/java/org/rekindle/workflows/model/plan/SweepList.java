// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.model.plan;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.rekindle.workflows.model.observation.ClusterIdentity;

/**
 * What a cluster that is gone has left, as it is shown to the one who decides about it.
 *
 * @param cluster the cluster's id in the fleet file
 * @param withVolumes whether volumes and snapshots may be swept
 * @param items in the order of their types and ids, so that two looks at the same world say the same
 * @param notLooked services that could not be asked, each with the reason
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record SweepList(
        String cluster,
        ClusterIdentity identity,
        boolean withVolumes,
        List<SweepItem> items,
        List<String> notLooked,
        Instant madeAt) {

    public SweepList {
        items = items.stream()
                .sorted(Comparator.comparing((SweepItem item) -> item.type().label())
                        .thenComparing(SweepItem::id))
                .toList();
        notLooked = notLooked.stream().sorted().toList();
    }

    /** The same list with another time. */
    public SweepList madeAt(Instant time) {
        return new SweepList(cluster, identity, withVolumes, items, notLooked, time);
    }

    /** What a sweep deletes. */
    public List<SweepItem> swept() {
        return items.stream().filter(SweepItem::swept).toList();
    }
}
