// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.model.fleet;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/**
 * One step of the fleet file's {@code deploy:}, by which the hubs come back onto a cluster. Each kind is a record of its own, and
 * {@code workflows.deploy} holds the class that carries it out.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = HelmStep.class, name = "helm"),
    @JsonSubTypes.Type(value = CommandStep.class, name = "command"),
    @JsonSubTypes.Type(value = HumanStep.class, name = "human"),
    @JsonSubTypes.Type(value = NamesStep.class, name = "names")
})
public sealed interface DeployStep permits HelmStep, CommandStep, HumanStep, NamesStep {

    /** By which the operator resolves it, as {@code deploy NAME}. */
    String name();
}
