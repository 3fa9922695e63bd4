// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.model.observation;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.List;

/**
 * What the cloud has of all that a create names. What is asked for and is not in it, the project does not see.
 *
 * @param templates those that were asked for
 * @param flavors those that the shape or one of the templates names
 * @param keypairs the names of those that the shape names; Nova keeps them by user
 * @param networks the names or UUIDs of those that the shape names, as it names them
 * @param subnets the same of subnets
 * @param microversion the minor of the microversion in which Magnum is spoken to
 * @param login what Keystone says of our own login
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record CreateFacts(
        List<TemplateStock> templates,
        List<FlavorStock> flavors,
        List<String> keypairs,
        List<String> networks,
        List<String> subnets,
        int microversion,
        CloudLogin login) {}
