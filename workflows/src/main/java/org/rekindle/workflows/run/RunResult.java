// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.run;

import org.rekindle.workflows.model.run.Outcome;

/**
 * How a run ended.
 *
 * @param sentence why, for the report
 */
public record RunResult(Outcome outcome, String sentence) {}
