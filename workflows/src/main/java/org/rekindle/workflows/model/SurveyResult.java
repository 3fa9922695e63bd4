// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.model;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.List;

/** What a survey found. */
@JsonIgnoreProperties(ignoreUnknown = true)
public record SurveyResult(List<SurveyEntry> clusters) {}
