// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.cloud.magnum;

import org.jspecify.annotations.Nullable;
import org.rekindle.lab.cloud.http.JsonFields;

/** A template as the API shows it. */
final class TemplateView {

    private TemplateView() {}

    static JsonFields of(StoredTemplate template, Request request) {
        return view(template, request, MagnumTimes.stored(template.createdAt()));
    }

    /** As it is answered to its creation, before it has been through the database. */
    static JsonFields fresh(StoredTemplate template, Request request) {
        return view(template, request, MagnumTimes.fresh(template.createdAt()));
    }

    private static JsonFields view(StoredTemplate template, Request request, @Nullable String createdAt) {
        JsonFields view = JsonFields.of("uuid", template.uuid());
        template.fields().forEach(view::with);
        return view.with("links", Links.of(request.url(), "clustertemplates/" + template.uuid()))
                .with("created_at", createdAt)
                .with("updated_at", MagnumTimes.stored(template.updatedAt()));
    }
}
