// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.model;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.List;

/** The templates that a project can see. */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Templates(List<Template> templates) {}
