// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.cli;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rekindle.workflows.decide.text.Text;
import org.rekindle.workflows.model.fleet.ClusterProfile;
import org.rekindle.workflows.model.fleet.CommandStep;
import org.rekindle.workflows.model.fleet.DeployStep;
import org.rekindle.workflows.model.fleet.DnsProvider;
import org.rekindle.workflows.model.fleet.HelmStep;
import org.rekindle.workflows.model.fleet.HumanStep;
import org.rekindle.workflows.model.fleet.NamesStep;
import org.rekindle.workflows.model.fleet.Release;
import org.rekindle.workflows.model.fleet.SiteCommand;

/**
 * What a redeploy would do, by the fleet file alone.
 *
 * @param cluster its id in the fleet file
 * @param steps in their order
 */
record RedeploySteps(String cluster, List<Step> steps) {

    /**
     * One step.
     *
     * @param step by which the operator resolves it, such as {@code deploy support}
     * @param kind as in the fleet file
     * @param what a sentence
     * @param sets the records that the run would set itself, null for none
     */
    record Step(
            String step,
            String kind,
            String what,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Records sets) {}

    /**
     * Records of public names.
     *
     * @param names of hosts
     * @param place where they are kept
     * @param within the networks in which addresses may be replaced and set
     */
    record Records(List<String> names, String place, List<String> within) {}

    /** @param handsOff whether the kubeconfig is handed off first */
    static RedeploySteps of(ClusterProfile profile, boolean handsOff) {
        List<Step> steps = new ArrayList<>();
        if (handsOff) {
            profile.handOff().forEach(each -> steps.add(handOff(each)));
        }
        profile.deploy().forEach(each -> steps.add(deploy(each, profile)));
        return new RedeploySteps(profile.cluster(), List.copyOf(steps));
    }

    private static Step handOff(SiteCommand command) {
        return new Step(
                "hand off " + command.name(),
                "command",
                "Gives the kubeconfig to `" + String.join(" ", command.run()) + "`.",
                null);
    }

    private static Step deploy(DeployStep step, ClusterProfile profile) {
        String title = "deploy " + step.name();
        if (step instanceof HelmStep helm) {
            return new Step(title, "helm", helm(helm.release()), null);
        }
        if (step instanceof CommandStep command) {
            return new Step(
                    title,
                    "command",
                    "Runs `" + String.join(" ", command.command().run()) + "`.",
                    null);
        }
        if (step instanceof HumanStep human) {
            return new Step(title, "human", "Waits for a person: " + Text.ended(human.text()), null);
        }
        return names(title, (NamesStep) step, profile.verification().hubHosts());
    }

    private static String helm(Release release) {
        String version = release.version() == null ? "" : " " + release.version();
        String from = release.repository() == null ? "" : " of " + release.repository();
        return "Installs or upgrades the chart " + release.chart() + version + from + " in the namespace "
                + release.namespace() + ".";
    }

    private static Step names(String title, NamesStep step, List<String> names) {
        String hosts = String.join(", ", names);
        String wait = " Waits until they lead to the cluster, for " + Text.of(step.timeout()) + " at most.";
        DnsProvider provider = step.set();
        if (provider == null) {
            return new Step(title, "names", asks(step) + " to set the records of " + hosts + "." + wait, null);
        }
        return new Step(
                title,
                "names",
                "Sets the A and AAAA records of " + hosts + " at " + provider.place() + ", within "
                        + String.join(", ", provider.within()) + " alone." + wait,
                new Records(names, provider.place(), provider.within()));
    }

    private static String asks(NamesStep step) {
        if (step.askAfter().isZero()) {
            return "Asks a person";
        }
        return "Gives the site " + Text.of(step.askAfter()) + ", then asks a person";
    }

    /** For people. */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add("A redeploy of " + cluster + " carries out, in this order:");
        Table table = new Table("STEP", "KIND", "WHAT");
        steps.forEach(each -> table.row(each.step(), each.kind(), each.what()));
        table.toString().lines().forEach(line -> lines.add("  " + line));
        lines.add("Then it proves that users can work. Nothing was started.");
        return lines;
    }
}
