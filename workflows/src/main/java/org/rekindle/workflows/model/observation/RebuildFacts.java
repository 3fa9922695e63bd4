// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.model.observation;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.List;

/**
 * All that a rebuild rests on, read at one moment.
 *
 * @param old the cluster that would be deleted
 * @param visible all templates that the project sees
 * @param create whether Magnum would take the create
 * @param quota what it does not report is among its reasons
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record RebuildFacts(CloudCluster old, List<Template> visible, CreateFacts create, QuotaSighting quota) {}
