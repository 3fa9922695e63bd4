// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.model.fleet;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;

/** Installs or upgrades a Helm release, and waits for its pods. */
@JsonIgnoreProperties(ignoreUnknown = true)
public record HelmStep(Release release) implements DeployStep {

    @Override
    public String name() {
        return release.name();
    }
}
