// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.openstack.magnum;

import org.rekindle.activities.openstack.client.Clouds;
import org.rekindle.workflows.api.MagnumActivities.Templates;

/** Lists the templates that a project can build from, with what their images say. It only looks. */
public final class CloudTemplates {

    private final Clouds clouds;

    /** The templates of these clouds. */
    public CloudTemplates(Clouds clouds) {
        this.clouds = clouds;
    }

    /**
     * Asks Magnum and Glance.
     *
     * @param cloud the entry of {@code clouds.yaml}
     * @throws io.temporal.failure.ApplicationFailure when one cannot log in, or one of them does not answer
     */
    public Templates look(String cloud) {
        return new TemplateSearch(clouds.of(cloud)).all();
    }
}
