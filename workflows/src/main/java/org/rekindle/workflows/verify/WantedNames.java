// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.verify;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.rekindle.workflows.api.AccessActivities.Connection;
import org.rekindle.workflows.api.KubernetesActivities;
import org.rekindle.workflows.api.KubernetesActivities.ServiceWanted;
import org.rekindle.workflows.api.NamesActivities.NamesWanted;
import org.rekindle.workflows.model.fleet.ClusterProfile;
import org.rekindle.workflows.model.fleet.Verification;
import org.rekindle.workflows.run.ActivityStubs;

/** Where the public names should lead: to the address of a Service, which is waited for, or to the one in the fleet file. */
public final class WantedNames {

    private WantedNames() {}

    /**
     * The names that the fleet file's {@code verify.names} asks for.
     *
     * @param connection to the cluster, asked for where a Service tells the address
     * @param longest how long the Service may take to have one
     */
    public static NamesWanted of(ClusterProfile profile, Supplier<Connection> connection, Duration longest) {
        Verification verification = profile.verification();
        return new NamesWanted(
                verification.hubUrls(),
                targets(profile, connection, longest),
                verification.namesResolver(),
                profile.policy().pollEvery());
    }

    private static List<String> targets(ClusterProfile profile, Supplier<Connection> connection, Duration longest) {
        String service = profile.verification().namesService();
        if (service == null) {
            return List.of(Objects.requireNonNull(profile.verification().namesAddress()));
        }
        return ActivityStubs.remote(KubernetesActivities.class, "Read the address of " + service, longest)
                .awaitAddress(new ServiceWanted(
                        profile.cluster(),
                        connection.get().kubeconfig(),
                        service,
                        profile.policy().pollEvery()))
                .targets();
    }
}
