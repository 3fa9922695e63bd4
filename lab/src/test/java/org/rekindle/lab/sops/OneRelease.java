// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.sops;

import io.temporal.failure.ApplicationFailure;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.rekindle.activities.helm.HelmJavaActivities;
import org.rekindle.activities.kubernetes.KubernetesClients;
import org.rekindle.activities.secrets.FileSecretStore;
import org.rekindle.workflows.api.HelmActivities.ReleaseRequest;
import org.rekindle.workflows.api.HelmActivities.ReleasesToCheck;
import org.rekindle.workflows.model.fleet.Release;

/**
 * A worker with one release, in a process of its own: what it uses is looked for on that process's PATH. It checks the release as a plan
 * does, then deploys it, and says what came of both.
 */
final class OneRelease {

    private OneRelease() {}

    /** Folder of the secret store, reference of the kubeconfig, name of the release, chart, and values files. */
    public static void main(String[] arguments) {
        List<String> values = Arrays.asList(arguments).subList(4, arguments.length);
        Release release = new Release(
                arguments[2], SopsIT.NAMESPACE, arguments[3], null, null, values, Duration.ofMinutes(1), null);
        HelmJavaActivities activities =
                new HelmJavaActivities(new KubernetesClients(new FileSecretStore(Path.of(arguments[0]))));
        activities
                .check(new ReleasesToCheck("test", "v1.31.0", List.of(release)))
                .checks()
                .forEach(check -> System.out.println("check: " + check.sentence()));
        try {
            System.out.println("deploy: "
                    + activities
                            .ensureRelease(new ReleaseRequest("test", arguments[1], release))
                            .detail());
        } catch (ApplicationFailure failure) {
            System.out.println("deploy: " + failure.getType() + ": " + failure.getOriginalMessage());
        }
        System.exit(0);
    }
}
