"""Model classes come from the catalog: names, options, defaults and help."""
import inspect
import json
import pickle
import subprocess

import foretell as ft
import pytest
from conftest import BINARY


def test_every_model_of_the_command_is_a_class():
    listed = subprocess.run([BINARY, "models", "--json"], capture_output=True, text=True, check=True)
    words = [entry["name"] for entry in json.loads(listed.stdout)]
    assert [m.word for m in ft.models()] == words
    for model in ft.models():
        kind = getattr(ft, model.class_name)
        assert model.summary[1:] in kind.__doc__
        assert {o.name for o in model.options} <= set(inspect.signature(kind).parameters)


@pytest.mark.parametrize("model,word", [
    (ft.AutoETS(), "auto_ets"),
    (ft.AutoETS(trend=False, by="bic"), "auto_ets(trend=false,by=bic)"),
    (ft.AutoETS(trend=True), "auto_ets"),
    (ft.ETS(trend="damped", alpha=0.25), "ets(trend=damped,alpha=0.25)"),
    (ft.ARIMA(order=(2, 1, 1), lambda_=0.5), "arima(order=2/1/1,lambda=0.5)"),
    (ft.ARIMA(order=(1, 0, 1), fixed=[0.5, None]), "arima(order=1/0/1,fixed=0.5/_)"),
    (ft.Median(ft.Theta(), "drift"), "median(theta,drift)"),
    (ft.Best(ft.AutoETS(), ft.Naive(), by="aicc"), "best(auto_ets,naive,by=aicc)"),
    (ft.WindowAverage(window=5), "window_average(window=5)"),
    (ft.DynamicOptimizedTheta(), "dotm"),
])
def test_a_model_is_its_word(model, word):
    assert str(model) == word
    assert eval(repr(model), {**vars(ft)}) == model
    assert pickle.loads(pickle.dumps(model)) == model
    assert hash(model) == hash(type(model)(*model._parts, **model._options))


def test_options_out_of_bounds_are_refused_when_the_model_is_made():
    with pytest.raises(ft.OptionError, match="alpha=7"):
        ft.SES(alpha=7)
    with pytest.raises(ft.UnknownNameError, match="did you mean 'trend'"):
        ft.AutoETS(trned=False)
    with pytest.raises(ft.CallTypeError, match="by name only"):
        ft.WindowAverage(3)


def test_parameters_as_in_scikit_learn():
    model = ft.AutoETS(trend=False)
    assert model.get_params()["trend"] is False and model.get_params()["by"] == "aicc"
    assert str(model.set_params(trend=True, damped=False)) == "auto_ets(damped=false)"
    assert str(type(model)(**model.get_params())) == str(model)


def test_a_wrong_name_of_a_class_has_a_hint():
    with pytest.raises(AttributeError, match="did you mean AutoETS"):
        ft.AutoEts  # noqa: B018


def test_the_column_is_the_word(sales):
    answer = ft.forecast(sales, 1, [ft.ETS(trend="add"), "naive"], coverage=[])
    assert answer.columns.tolist() == ["unique_id", "ds", "ets(trend=add)", "naive"]
