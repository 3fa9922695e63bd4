// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.model.fleet;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;

/** Runs a command of the site's own, such as its deployer. */
@JsonIgnoreProperties(ignoreUnknown = true)
public record CommandStep(SiteCommand command) implements DeployStep {

    @Override
    public String name() {
        return command.name();
    }
}
