// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.model;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.List;

/**
 * A report to keep.
 *
 * @param cloud the entry of {@code clouds.yaml} whose cloud the times are of
 * @param times how long the work of the run took
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record ReportRequest(String cluster, String name, String markdown, String cloud, List<PastTime> times) {}
