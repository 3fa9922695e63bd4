// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.model;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.List;

/** The clusters that a survey looks at, in the order asked for; those that the fleet file does not know are left out. */
@JsonIgnoreProperties(ignoreUnknown = true)
public record SurveyTargets(List<SurveyTarget> targets) {}
