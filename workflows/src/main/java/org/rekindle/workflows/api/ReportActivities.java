// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.temporal.activity.ActivityInterface;
import java.time.Instant;
import java.util.List;
import org.rekindle.workflows.model.run.PastTime;
import org.rekindle.workflows.model.run.PastTimes;

/** Where reports are kept. */
@ActivityInterface(namePrefix = "Report.")
public interface ReportActivities {

    /** Keeps a page under a name; keeping it again replaces it. */
    ReportKept keep(ReportRequest request);

    /** Remembers a cluster that was rebuilt, for a fleet file that names the old one by its UUID. */
    void rebuilt(Rebuilt rebuilt);

    /** How long the work of past runs took in a cloud, as their reports were kept with. */
    PastTimes times(PastTimesOf cloud);

    /**
     * Asks how long things took.
     *
     * @param cloud the entry of {@code clouds.yaml}
     */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record PastTimesOf(String cloud) {}

    /**
     * A cluster that a run of ours has rebuilt: Magnum gives each cluster a UUID of its own, and a fleet file may name the old one.
     *
     * @param cluster the cluster's id in the fleet file
     * @param was the old cluster's UUID
     * @param is the new cluster's UUID
     */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Rebuilt(String cluster, String was, String is, Instant at) {}

    /** Where a report is kept. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record ReportKept(String location) {}

    /**
     * A report to keep.
     *
     * @param cloud the entry of {@code clouds.yaml} whose cloud the times are of
     * @param times how long the work of the run took
     */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record ReportRequest(String cluster, String name, String markdown, String cloud, List<PastTime> times) {}
}
