// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.fleet;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.rekindle.workflows.model.fleet.CompatibilityRow;
import tools.jackson.databind.JsonNode;

/** Which version of the Cluster API chart fits which Kubernetes version: a data file with a source for each row. */
public final class CompatibilityTable {

    /** One row with what only people want to know of it. */
    record Entry(
            CompatibilityRow row, String released, String clusterApi, String openStackProvider, String autoscaler) {}

    private final List<Entry> entries;

    private CompatibilityTable(List<Entry> entries) {
        this.entries = entries;
    }

    /** Reads the table that ships with Rekindle. */
    public static CompatibilityTable shipped() {
        YamlTree tree = YamlTree.parse("compatibility.yaml", DataFiles.text("compatibility.yaml"));
        return new CompatibilityTable(
                tree.at("/rows").valueStream().map(CompatibilityTable::entry).toList());
    }

    /** The rows that a run decides by, oldest chart first. */
    public List<CompatibilityRow> rows() {
        return entries.stream().map(Entry::row).toList();
    }

    /** The rows that a run decides by where the fleet file adds some of its own, which go first. */
    static List<CompatibilityRow> with(YamlTree fleet) {
        List<CompatibilityRow> shipped = shipped().rows();
        return Stream.concat(fleet.at("/compatibility").valueStream().map(node -> own(node, shipped)), shipped.stream())
                .toList();
    }

    /** What a row of the fleet file leaves out is as the shipped row of the same chart has it. */
    private static CompatibilityRow own(JsonNode node, List<CompatibilityRow> shipped) {
        String chart = node.path("chart").asString();
        Optional<CompatibilityRow> same =
                shipped.stream().filter(row -> row.chart().equals(chart)).findFirst();
        return new CompatibilityRow(
                chart,
                YamlTree.texts(node.path("tested")),
                node.path("openStackClusterApi")
                        .asString(
                                same.map(CompatibilityRow::openStackClusterApi).orElse("v1beta1")),
                node.path("cloudProviderFlag")
                        .asBoolean(same.map(CompatibilityRow::cloudProviderFlag).orElse(false)),
                node.path("source").asString(),
                true);
    }

    /** The table as a page for people. */
    public String page() {
        String head = """
                # Which chart fits which Kubernetes version

                <!-- Made from worker/src/main/resources/org/rekindle/worker/fleet/compatibility.yaml; `make docs` writes it. -->

                Magnum's Cluster API driver installs a cluster by the chart that the template's label `capi_helm_chart_version`
                names. No official table says which chart works with which Kubernetes version, so Rekindle brings its own. Each row
                is what a tag of [capi-helm-charts](https://github.com/azimuth-cloud/capi-helm-charts) was tested with.

                Three authorities are asked in turn, and the answer says which one it rests on:

                1. **The site's own public templates.** Its operators have tried what they publish against their own Cluster API. A
                   chart newer than all of theirs is warned of: their autoscaler may not know it.
                2. **The table**, the rows of your own under `compatibility:` in the fleet file before the shipped ones.
                3. **Inference**: a chart between two rows that both fit is likely to fit. Beyond the last row nothing is inferred;
                   the answer is then that it cannot be known, and what would show it.

                By the table a pair fits when the chart was tested with that minor version of Kubernetes. Kubernetes 1.33 removed the flag
                `--cloud-provider` from kube-apiserver: a chart that still passes it brings up a control plane whose API never
                answers, and Magnum says `CREATE_IN_PROGRESS` for ever. The OpenStack provider (CAPO) serves `v1alpha7` up to 0.11
                only: on a newer site, a chart that writes it cannot be installed.

                | chart | released | Kubernetes tested | CAPI | CAPO | OpenStackCluster API | passes `--cloud-provider` | autoscaler |\
                 source |
                |---|---|---|---|---|---|---|---|---|
                """;
        return head + entries.stream().map(CompatibilityTable::line).collect(Collectors.joining("\n")) + "\n";
    }

    private static String line(Entry entry) {
        CompatibilityRow row = entry.row();
        return "| "
                + String.join(
                        " | ",
                        row.chart(),
                        entry.released(),
                        String.join(", ", row.tested()),
                        entry.clusterApi(),
                        entry.openStackProvider(),
                        row.openStackClusterApi(),
                        row.cloudProviderFlag() ? "**yes**" : "no",
                        entry.autoscaler(),
                        row.source())
                + " |";
    }

    private static Entry entry(JsonNode node) {
        CompatibilityRow row = new CompatibilityRow(
                node.path("chart").asString(),
                YamlTree.texts(node.path("tested")),
                node.path("openStackClusterApi").asString(),
                node.path("cloudProviderFlag").asBoolean(),
                node.path("source").asString(),
                false);
        return new Entry(
                row,
                node.path("released").asString(),
                node.path("clusterApi").asString(),
                node.path("openStackProvider").asString(),
                node.path("autoscaler").asString());
    }
}
