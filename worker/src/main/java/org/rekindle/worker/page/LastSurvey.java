// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.page;

import java.time.Instant;
import org.rekindle.workflows.model.run.SurveyResult;

/** The survey that ended last, and when it did. */
public record LastSurvey(SurveyResult result, Instant endedAt) {}
