/** Trains on corrections, compares the new model with the old one, and keeps all models. */
@org.jspecify.annotations.NullMarked
package io.faultline.server.workspace.teach;
