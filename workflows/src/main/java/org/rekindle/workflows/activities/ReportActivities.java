// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.activities;

import io.temporal.activity.ActivityInterface;
import org.rekindle.workflows.model.PastTimes;
import org.rekindle.workflows.model.PastTimesOf;
import org.rekindle.workflows.model.Rebuilt;
import org.rekindle.workflows.model.ReportKept;
import org.rekindle.workflows.model.ReportRequest;

/** Where reports are kept. */
@ActivityInterface(namePrefix = "Report.")
public interface ReportActivities {

    /** Keeps a page under a name; keeping it again replaces it. */
    ReportKept keep(ReportRequest request);

    /** Remembers a cluster that was rebuilt, for a fleet file that names the old one by its UUID. */
    void rebuilt(Rebuilt rebuilt);

    /** How long the work of past runs took in a cloud, as their reports were kept with. */
    PastTimes times(PastTimesOf cloud);
}
