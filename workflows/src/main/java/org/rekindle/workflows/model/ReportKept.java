// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.model;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;

/** Where a report is kept. */
@JsonIgnoreProperties(ignoreUnknown = true)
public record ReportKept(String location) {}
