// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.runs;

/**
 * The run that a start led to.
 *
 * @param isNew false when a run was under way already
 */
public record Started(String workflowId, String runId, boolean isNew) {}
