// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.model;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;

/** A report to keep. */
@JsonIgnoreProperties(ignoreUnknown = true)
public record ReportRequest(String cluster, String name, String markdown) {}
