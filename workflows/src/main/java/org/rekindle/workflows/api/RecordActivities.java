// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.temporal.activity.ActivityInterface;
import java.time.Duration;
import java.util.List;
import org.rekindle.workflows.model.fleet.DnsProvider;

/** The records of public names where they are kept. */
@ActivityInterface(namePrefix = "Records.")
public interface RecordActivities {

    /**
     * Sets the names' A and AAAA records, where nothing stands in the way. What someone else has changed since it was read is not
     * overwritten. It may be repeated: what is right stays.
     */
    RecordsSet set(RecordsWanted wanted);

    /** Finds out which names {@link #set} could set, by requests that change nothing. What is left is as {@link #set} would leave it. */
    RecordsSet rehearse(RecordsWanted wanted);

    /**
     * What to set. The worker's own fleet file must say the same of the cluster.
     *
     * @param cluster its id in the fleet file
     * @param cloud the entry of {@code clouds.yaml}
     * @param urls whose hosts are the names; those that are addresses are passed over
     * @param addresses to which the names should lead, one at least; none where they are not known yet
     */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record RecordsWanted(
            String cluster,
            String cloud,
            DnsProvider provider,
            List<String> urls,
            List<String> addresses,
            Duration pollEvery) {}

    /**
     * What was done, or could be.
     *
     * @param done a sentence for each name whose records are right now, or can be set
     * @param left a sentence for each other name: what stands in the way, and the cure
     */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record RecordsSet(List<String> done, List<String> left) {}
}
