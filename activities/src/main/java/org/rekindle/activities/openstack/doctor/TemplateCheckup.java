// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.openstack.doctor;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.rekindle.activities.openstack.catalog.CloudCatalog;
import org.rekindle.activities.openstack.catalog.TemplateFaults;
import org.rekindle.activities.openstack.client.NotUnderstood;
import org.rekindle.activities.openstack.magnum.MagnumTemplate;
import org.rekindle.activities.openstack.magnum.TemplateSearch;
import org.rekindle.workflows.decide.compatibility.Compatibility;
import org.rekindle.workflows.decide.text.Sentences;
import org.rekindle.workflows.model.fleet.ClusterProfile;
import org.rekindle.workflows.model.observation.Shape;
import org.rekindle.workflows.model.observation.Template;
import org.rekindle.workflows.model.plan.CandidateTemplate;
import org.rekindle.workflows.model.policy.TemplatePolicy;

/**
 * Whether a cluster's templates can be built from. One that cannot is a note as long as another one can; only when none is
 * left it stops a recovery.
 */
final class TemplateCheckup {

    private final CloudCatalog stock;
    private final Findings findings;

    TemplateCheckup(CloudCatalog stock, Findings findings) {
        this.stock = stock;
        this.findings = findings;
    }

    /**
     * The templates that can be built from, in the fleet file's order.
     *
     * @param shape null when it is not known; what it names is not looked for on the template
     */
    List<MagnumTemplate> usable(ClusterProfile profile, @Nullable Shape shape) {
        String about = profile.cluster() + ": templates";
        List<MagnumTemplate> usable = new ArrayList<>();
        List<CandidateTemplate> candidates = new ArrayList<>();
        List<Template> visible = visible();
        for (String wanted : profile.templates()) {
            MagnumTemplate template = find(about, wanted);
            if (template == null) {
                continue;
            }
            JsonNode image = image(template);
            List<String> faults = new TemplateFaults(stock).of(template, image, shape);
            faults.forEach(fault -> findings.note(
                    about, "Rekindle cannot build from the template " + template.name() + ": " + fault, cure(wanted)));
            if (faults.isEmpty()) {
                CandidateTemplate candidate =
                        Compatibility.judge(TemplateSearch.template(template, image), profile.compatibility(), visible);
                chart(about, template);
                if (isTaken(about, profile, candidate)) {
                    usable.add(template);
                    candidates.add(candidate);
                }
            }
        }
        verdict(about, candidates);
        return usable;
    }

    /** All templates with what their images say; the judgement uses those that the site publishes. */
    private List<Template> visible() {
        return stock.templates().stream()
                .map(template -> TemplateSearch.template(template, image(template)))
                .toList();
    }

    private @Nullable JsonNode image(MagnumTemplate template) {
        if (template.image() == null) {
            return null;
        }
        return stock.image(template.image());
    }

    private @Nullable MagnumTemplate find(String about, String wanted) {
        List<MagnumTemplate> found = templates(MagnumTemplate::uuid, wanted);
        if (found.isEmpty()) {
            found = templates(MagnumTemplate::name, wanted);
        }
        if (found.size() == 1) {
            return found.get(0);
        }
        MagnumTemplate odd = stock.oddTemplate(wanted);
        if (found.isEmpty() && odd != null) {
            findings.note(
                    about,
                    "The template " + wanted + " has the field " + String.join(", ", odd.odd())
                            + " in a form that cannot be understood, so Rekindle does not build from it.",
                    NotUnderstood.CURE);
        } else if (found.isEmpty()) {
            findings.note(about, "The project sees no template " + wanted + ".", cure(wanted));
        } else {
            findings.note(
                    about,
                    "The project sees " + found.size() + " templates named " + wanted + ".",
                    "Write the UUID of the one that is meant under templates: of the fleet file.");
        }
        return null;
    }

    private List<MagnumTemplate> templates(Function<MagnumTemplate, String> field, String wanted) {
        return stock.templates().stream()
                .filter(template -> field.apply(template).equals(wanted))
                .toList();
    }

    private void chart(String about, MagnumTemplate template) {
        if (!template.allLabels().containsKey(MagnumTemplate.CHART)) {
            findings.note(
                    about,
                    "The template " + template.name() + " has no label " + MagnumTemplate.CHART
                            + ". The driver then takes its own default, " + Compatibility.DRIVER_DEFAULT_CHART
                            + " unless the operators have set another one, and an upgrade to it may go back to an older"
                            + " chart unseen.",
                    "Use a template that names its chart; labels of the cluster are not used.");
        }
    }

    private boolean isTaken(String about, ClusterProfile profile, CandidateTemplate candidate) {
        if (candidate.fits()) {
            return true;
        }
        boolean isTried = profile.policy().templates() == TemplatePolicy.AS_LISTED;
        findings.note(
                about,
                "The template " + candidate.template().name() + " does not fit"
                        + (isTried ? ", and is tried all the same (templates: as-listed). " : ". ")
                        + Sentences.of(candidate.reasons()),
                "Use one whose chart and Kubernetes version fit together; `./rekindle compat` says which do.");
        return isTried;
    }

    private void verdict(String about, List<CandidateTemplate> candidates) {
        if (candidates.isEmpty()) {
            findings.stops(
                    about,
                    "Rekindle can build from no template of the fleet file.",
                    "Fix what the notes say, or add a template that fits under templates: of the fleet file.");
        } else {
            findings.ok(
                    about,
                    "It can be rebuilt from "
                            + candidates.stream()
                                    .map(candidate -> candidate.template().name() + " (" + candidate.kubernetesVersion()
                                            + ", chart " + candidate.chartVersion() + ")")
                                    .collect(Collectors.joining(", "))
                            + ".");
        }
    }

    private static String cure(String wanted) {
        return "Take " + wanted + " out of templates: in the fleet file, or ask its owner to fix it.";
    }
}
