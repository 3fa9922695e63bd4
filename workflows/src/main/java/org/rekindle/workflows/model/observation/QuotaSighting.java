// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.model.observation;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.List;

/**
 * What the project may have and has.
 *
 * @param notLooked services that did not answer, each with the reason
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record QuotaSighting(List<QuotaLine> lines, List<String> notLooked) {}
