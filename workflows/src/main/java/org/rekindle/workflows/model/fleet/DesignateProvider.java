// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.model.fleet;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.List;

/** Designate in the cluster's own cloud, by the cloud's own login. */
@JsonIgnoreProperties(ignoreUnknown = true)
public record DesignateProvider(List<String> within) implements DnsProvider {

    @Override
    public String place() {
        return "Designate";
    }
}
