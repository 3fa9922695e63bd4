// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.decide;

import java.util.List;
import java.util.Optional;
import org.rekindle.workflows.model.CompatibilityRow;
import org.rekindle.workflows.model.Rung;
import org.rekindle.workflows.model.Template;

/**
 * Decides whether a template's chart and Kubernetes version fit together. Nobody publishes which do; the table that
 * travels with the cluster's profile has a source for each row, and what it does not know is not guessed.
 */
public final class Compatibility {

    /**
     * The chart that magnum-capi-helm 1.2 to 1.4 uses for a template without {@code capi_helm_chart_version} (its option
     * {@code [capi_helm]default_helm_chart_version}).
     */
    public static final String DRIVER_DEFAULT_CHART = "0.10.1";

    /** The first version whose API server refuses to start with {@code --cloud-provider}. */
    private static final KubernetesVersion FLAG_REMOVED = new KubernetesVersion(1, 33, 0);

    private Compatibility() {}

    /** Looks at one template. */
    public static Rung judge(Template template, List<CompatibilityRow> table) {
        String declared = template.chartVersion();
        String chart = declared == null ? DRIVER_DEFAULT_CHART : declared;
        String named = "chart " + chart + (declared == null ? " (the driver's default, the template names none)" : "");
        String version = template.kubernetesVersion();
        if (version == null) {
            return new Rung(template, "unknown", chart, false, "Its image has no kube_version, which Magnum refuses.");
        }
        Optional<KubernetesVersion> kubernetes = KubernetesVersion.parse(version);
        if (kubernetes.isEmpty()) {
            return new Rung(
                    template, version, chart, false, "Its image's kube_version \"" + version + "\" is no version.");
        }
        Optional<CompatibilityRow> row =
                table.stream().filter(each -> each.chart().equals(chart)).findFirst();
        if (row.isEmpty()) {
            return new Rung(
                    template,
                    version,
                    chart,
                    false,
                    "The table does not know " + named + ", so it cannot be said whether it fits " + version + ".");
        }
        return new Rung(
                template,
                version,
                chart,
                refusal(kubernetes.get(), row.get(), named).isEmpty(),
                refusal(kubernetes.get(), row.get(), named)
                        .orElse("The " + named + " was tested with " + testedOfMinor(kubernetes.get(), row.get())
                                + "."));
    }

    private static Optional<String> refusal(KubernetesVersion kubernetes, CompatibilityRow row, String named) {
        if (row.cloudProviderFlag() && kubernetes.compareTo(FLAG_REMOVED) >= 0) {
            return Optional.of("The " + named + " starts the API server with --cloud-provider, which " + kubernetes
                    + " no longer knows: its control plane never comes up.");
        }
        if (testedOfMinor(kubernetes, row).isEmpty()) {
            return Optional.of("The " + named + " was tested with " + String.join(", ", row.tested()) + ", not with "
                    + kubernetes.major() + "." + kubernetes.minor() + ".");
        }
        return Optional.empty();
    }

    private static String testedOfMinor(KubernetesVersion kubernetes, CompatibilityRow row) {
        return String.join(
                ", ",
                row.tested().stream()
                        .filter(tested -> KubernetesVersion.parse(tested)
                                .filter(kubernetes::sameMinor)
                                .isPresent())
                        .toList());
    }
}
