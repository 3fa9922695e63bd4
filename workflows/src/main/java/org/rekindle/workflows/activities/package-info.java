// SPDX-License-Identifier: Apache-2.0
/** What the workflows ask of the world: one interface per external system, one record in and one out. */
@NullMarked
package org.rekindle.workflows.activities;

import org.jspecify.annotations.NullMarked;
